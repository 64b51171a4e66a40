"""The signature on a finished document: over all of it, changing none of it, refused with a reason."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from reports.paper import check_pdfa
from reports.paper.signatures import UnreadableSignatures, signatures_of
from reports.paper.signing import SignaturePlace, SigningRefused, certificate_of, sign
from reports.paper.standard import MM
from tests.papers import paper, run
from tests.signers import BEGINS, ENDS, PASSWORD, SIGNER, elliptic, p12_file, sm2, without_key


@pytest.fixture(scope="module")
def p12() -> bytes:
    return p12_file()


@pytest.fixture(scope="module")
def pdf() -> bytes:
    document = paper()
    document.body("正文")
    return document.build()


@pytest.fixture(scope="module")
def signed(pdf: bytes, p12: bytes) -> bytes:
    return sign(pdf, p12, PASSWORD)


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


def test_the_certificate_says_whose_it_is_and_how_long_and_for_what(p12: bytes) -> None:
    found = certificate_of(p12, PASSWORD)
    assert (found.holder, found.begins, found.ends, found.may_sign) == (SIGNER, BEGINS, ENDS, True)
    assert not certificate_of(p12_file(may_sign=False), PASSWORD).may_sign


def test_elliptic_curves_sign_too_and_a_file_may_have_no_password(pdf: bytes) -> None:
    (found,) = signatures_of(sign(pdf, elliptic(), ""))
    assert (found.certificate.holder, found.certificate.may_sign, found.state) == (SIGNER, True, "whole")


def test_a_key_of_sm2_is_not_called_a_wrong_password(tmp_path: Path) -> None:
    with pytest.raises(SigningRefused, match="algorithm"):
        certificate_of(sm2(tmp_path), PASSWORD)


class TestLookedAtLater:
    """What another machine finds, offline."""

    def test_a_signed_file_names_its_signer_and_holds(self, signed: bytes) -> None:
        (found,) = signatures_of(signed)
        assert (found.certificate.holder, found.state) == (SIGNER, "whole")
        assert found.signed_at is not None

    def test_a_changed_file_is_broken(self, signed: bytes) -> None:
        (found,) = signatures_of(signed.replace(b"emonitor", b"eMonitor", 1))
        assert (found.intact, found.state) == (False, "broken")

    def test_what_is_added_behind_is_told_apart_from_what_was_signed(self, signed: bytes) -> None:
        (found,) = signatures_of(signed + b"\n")
        assert (found.intact, found.state) == (True, "added")

    def test_a_certificate_that_had_ended_is_told(self, pdf: bytes) -> None:
        (found,) = signatures_of(sign(pdf, p12_file(ends=BEGINS + timedelta(days=9)), PASSWORD))
        assert (found.intact, found.state) == (True, "out_of_time")

    def test_two_signatures_are_both_told_and_only_the_last_covers_all(self, signed: bytes, p12: bytes) -> None:
        twice = signed_again(signed, p12)
        assert [one.state for one in signatures_of(twice)] == ["added", "whole"]

    def test_a_file_without_one_has_none(self, pdf: bytes) -> None:
        assert signatures_of(pdf) == ()

    @pytest.mark.parametrize("cut", [0, 20, 3000, -600])
    def test_a_file_that_cannot_be_read_is_refused_not_called_unsigned(self, signed: bytes, cut: int) -> None:
        with pytest.raises(UnreadableSignatures):
            signatures_of(signed[:cut])


def signed_again(pdf: bytes, p12: bytes) -> bytes:
    """As another office would, with its own program."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers

    signer = signers.SimpleSigner.load_pkcs12_data(p12, other_certs=(), passphrase=PASSWORD.encode())
    out = BytesIO()
    meta = signers.PdfSignatureMetadata(field_name="Another")
    signers.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), meta, signer, output=out)
    return out.getvalue()
