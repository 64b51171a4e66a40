"""PKCS#12 files made for a test: whose, valid from when to when, what for."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

SIGNER = "盐山县行政审批局"
PASSWORD = "only for this test"
BEGINS = datetime(2017, 1, 1, tzinfo=UTC)
ENDS = BEGINS + timedelta(days=36_500)
KEPT = serialization.BestAvailableEncryption(PASSWORD.encode())


@cache
def key() -> rsa.RSAPrivateKey:
    """Takes a while to make: one for all."""
    return rsa.generate_private_key(65537, 2048)


def certificate(begins: datetime = BEGINS, ends: datetime = ENDS, *, may_sign: bool = True) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, SIGNER)])
    usage = x509.KeyUsage(may_sign, may_sign, not may_sign, False, False, False, False, False, False)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key().public_key())
    builder = builder.serial_number(7).not_valid_before(begins).not_valid_after(ends)
    return builder.add_extension(usage, critical=True).sign(key(), hashes.SHA256())


def p12_file(begins: datetime = BEGINS, ends: datetime = ENDS, *, may_sign: bool = True) -> bytes:
    made = certificate(begins, ends, may_sign=may_sign)
    return pkcs12.serialize_key_and_certificates(b"office", key(), made, None, KEPT)


def elliptic() -> bytes:
    """With a key on the curve P-256, in a file without a password."""
    curve = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, SIGNER)])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(curve.public_key())
    made = builder.serial_number(8).not_valid_before(BEGINS).not_valid_after(ENDS).sign(curve, hashes.SHA256())
    return pkcs12.serialize_key_and_certificates(b"office", curve, made, None, serialization.NoEncryption())


def sm2(folder: Path) -> bytes:
    """With a key of the Chinese standard SM2 (GB/T 32918); skips the test where openssl cannot make one."""
    file = folder / "sm2.p12"
    for command in (
        "openssl genpkey -algorithm SM2 -out sm2.key",
        "openssl req -x509 -new -key sm2.key -sm3 -subj /CN=office -days 30 -out sm2.crt",
        f"openssl pkcs12 -export -inkey sm2.key -in sm2.crt -out {file.name} -passout env:SM2",
    ):
        environ = {**os.environ, "SM2": PASSWORD}
        if (
            not shutil.which("openssl")
            or subprocess.run(command.split(), cwd=folder, env=environ, capture_output=True, check=False).returncode
        ):
            pytest.skip("openssl is not installed, or cannot make keys for SM2")
    return file.read_bytes()


def without_key() -> bytes:
    """A certificate alone."""
    return pkcs12.serialize_key_and_certificates(None, None, None, [certificate()], KEPT)
