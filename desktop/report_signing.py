"""The digital signature on issued documents: a PKCS#12 file of the site's, its password from keyring or environment."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from desktop.errors import CommandError
from desktop.settings import Settings, secret

if TYPE_CHECKING:
    from reports.paper.signing import SignaturePlace

Sign = Callable[[bytes, "SignaturePlace | None"], bytes]
TROUBLES: Final = {
    "password": "签名文件的密码不对，或它不是 PKCS#12 文件（.p12、.pfx）",
    "no_key": "签名文件里没有私钥和证书",
    "not_a_pdf": "要签名的文件不是 PDF",
}


def signing_of(settings: Settings) -> Sign | None:
    """What signs issued documents; None where the settings name no file. The file is read when something is signed.

    The signing raises CommandError for a file or a password that cannot be used.
    """
    file = settings.reports.sign_p12
    if file is None:
        return None

    def signed(pdf: bytes, place: SignaturePlace | None) -> bytes:
        from reports.paper.signing import SigningRefused, sign

        where = f"[reports] sign_p12 = {file}"
        try:
            return sign(pdf, file.read_bytes(), _password(settings), place, reason="签发")
        except OSError as error:
            raise CommandError(f"读不了签名文件：{error.strerror}", where, "检查路径；不签名就删去这一行。") from None
        except SigningRefused as refused:
            todo = "检查文件，和 sign_password_env 所指的密码。"
            raise CommandError(TROUBLES.get(refused.code, refused.code), where, todo) from None

    return signed


def _password(settings: Settings) -> str:
    """'' for a file without one."""
    return secret(settings.reports.sign_password_env) or ""
