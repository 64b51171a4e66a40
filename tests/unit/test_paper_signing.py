"""The signature on a finished document: over all of it, changing none of it, refused with a reason."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from reports.paper import check_pdfa
from reports.paper.signing import SignaturePlace, SigningRefused, sign
from reports.paper.standard import MM
from tests.papers import paper, run

SIGNER = "盐山县行政审批局"
PASSWORD = "only for this test"


@pytest.fixture(scope="module")
def p12() -> bytes:
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, SIGNER)])
    begins = datetime(2017, 1, 1, tzinfo=UTC)
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=36_500))
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    kept = serialization.BestAvailableEncryption(PASSWORD.encode())
    return pkcs12.serialize_key_and_certificates(b"office", key, certificate, None, kept)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    document = paper()
    document.body("正文")
    return document.build()


def test_a_signature_is_valid_and_covers_the_whole_file(pdf: bytes, p12: bytes, tmp_path: Path) -> None:
    said = run("pdfsig", sign(pdf, p12, PASSWORD, SignaturePlace(1, 130, 200, 45, 45)), tmp_path, "-nocert")
    assert SIGNER in said
    assert "Signature is Valid." in said
    assert "Total document signed" in said


def test_the_place_is_counted_in_mm_from_the_papers_corner(pdf: bytes, p12: bytes) -> None:
    signed = sign(pdf, p12, PASSWORD, SignaturePlace(1, 130, 200, 45, 40))
    with pikepdf.open(BytesIO(signed)) as file:
        corners = [float(corner) / MM for corner in file.pages[0].Annots[0].Rect]
    assert corners == pytest.approx([130, 297 - 240, 175, 297 - 200], abs=0.3)


def test_the_document_itself_stays_what_it_was(pdf: bytes, p12: bytes) -> None:
    assert sign(pdf, p12, PASSWORD).startswith(pdf)


def test_a_signed_file_breaks_no_rule_of_pdf_a(pdf: bytes, p12: bytes) -> None:
    findings = check_pdfa(sign(pdf, p12, PASSWORD, SignaturePlace(-1, 130, 200, 45, 45)))
    assert [finding for finding in findings if "AcroForm" not in finding] == []
    assert all(finding.startswith("[unsupported]") for finding in findings)


def test_a_changed_file_shows(pdf: bytes, p12: bytes, tmp_path: Path) -> None:
    signed = bytearray(sign(pdf, p12, PASSWORD))
    at = signed.index(b"emonitor")
    signed[at] ^= 1
    assert "Digest Mismatch" in run("pdfsig", bytes(signed), tmp_path, "-nocert")


def test_what_cannot_be_signed_is_refused_with_its_reason(pdf: bytes, p12: bytes) -> None:
    for arguments, code in (
        ((pdf, p12, "wrong"), "password"),
        ((pdf, b"no PKCS#12", PASSWORD), "password"),
        ((b"no PDF", p12, PASSWORD), "not_a_pdf"),
        ((pdf, without_key(), PASSWORD), "no_key"),
    ):
        with pytest.raises(SigningRefused) as refusal:
            sign(*arguments)
        assert refusal.value.code == code
        assert PASSWORD not in str(refusal.value)


def without_key() -> bytes:
    kept = serialization.BestAvailableEncryption(PASSWORD.encode())
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "CA")])
    begins = datetime(2017, 1, 1, tzinfo=UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    certificate = builder.serial_number(8).not_valid_before(begins).not_valid_after(begins + timedelta(days=9))
    return pkcs12.serialize_key_and_certificates(None, None, None, [certificate.sign(key, hashes.SHA256())], kept)
