"""PKCS#12 files made for a test: whose, valid from when to when, what for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
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


def without_key() -> bytes:
    """A certificate alone."""
    return pkcs12.serialize_key_and_certificates(None, None, None, [certificate()], KEPT)
