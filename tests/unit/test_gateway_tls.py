"""TLS is verified: an unknown authority gets nothing, the bureau's own one is named in the settings."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from pathlib import Path

import pytest

from monitoring.sms.gateway import Accepted, NotAccepted, OutgoingSms
from monitoring.sms.gateways.mas import MasGateway
from monitoring.sms.options import Mas
from tests.gateway_server import fake_gateway

SMS = OutgoingSms("emtoken1", "13800138000", "办件超期", "red", "", {})


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate of 127.0.0.1 that signs itself, and its key."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("the program openssl is not on this machine: no certificate can be made")
    folder = tmp_path_factory.mktemp("tls")
    command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    command += ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", "key.pem", "-out", "own.pem"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder / "own.pem", folder / "key.pem"


@pytest.mark.parametrize("is_known", [True, False])
def test_only_an_authority_of_the_settings_is_believed(certificate: tuple[Path, Path], is_known: bool) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    with fake_gateway(context) as server:
        server.gives(200, {"success": True, "rspcod": "success", "msgGroup": "1"})
        options = Mas(server.url, "企业", "demo0", sign="S", ca_file=str(certificate[0]) if is_known else "")
        result = MasGateway(options, "secret").send(SMS)
    if is_known:
        assert result == Accepted("1")
    else:
        assert result == NotAccepted("tls_failed", 3600, channel_stopped=True)
        assert server.asked == []
