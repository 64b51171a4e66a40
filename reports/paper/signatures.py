"""The digital signatures that a file carries: whose they are, and whether what they were put under is unchanged.

Offline: whether the certificate's issuer is to be trusted, and whether the certificate was revoked, is not asked. That
a file is one of ours is proved by the archive; a signature proves it to those who have no archive.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal

from reports.paper.signing import Certificate, described

if TYPE_CHECKING:
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature


State = Literal["whole", "added", "broken", "out_of_time"]
"""To add one: name it here and in ``Signature.state``, and give it its words (report_signatures)."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature of a file."""

    certificate: Certificate
    signed_at: datetime | None
    """By the clock of the machine that signed, with its offset; None: it says no moment."""
    intact: bool
    """What was signed is what was signed then, by the key of this certificate."""
    whole: bool
    """It covers the file to its end: nothing was added behind it."""

    @property
    def state(self) -> State:
        """The worst that is to be said of it."""
        if not self.intact:
            return "broken"
        if not self.whole:
            return "added"
        return "whole" if self.in_time else "out_of_time"

    @property
    def in_time(self) -> bool:
        """Whether the certificate was valid when the signature says that it was made."""
        return self.signed_at is None or self.certificate.begins <= self.signed_at <= self.certificate.ends


class UnreadableSignatures(Exception):
    """The file is no PDF, or so damaged that nothing can be said of its signatures."""


def signatures_of(pdf: bytes) -> tuple[Signature, ...]:
    """In the order in which they were put under. Raises UnreadableSignatures."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        return tuple(_looked_at(one) for one in PdfFileReader(BytesIO(pdf)).embedded_regular_signatures)
    except Exception as fault:  # a stranger's file: whatever it is that cannot be read, it proves nothing
        raise UnreadableSignatures from fault


def _looked_at(found: EmbeddedPdfSignature) -> Signature:
    from cryptography import x509
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    signer: Any = found.signer_cert
    digest = found.compute_digest()
    intact, valid = validate_sig_integrity(
        found.signer_info, signer, expected_content_type="data", actual_digest=digest
    )
    return Signature(
        described(x509.load_der_x509_certificate(signer.dump())),
        found.self_reported_timestamp,
        intact and valid,
        found.evaluate_signature_coverage() is SignatureCoverageLevel.ENTIRE_FILE,
    )
