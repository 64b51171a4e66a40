"""A digital signature on a finished document: PKCS#12 (.p12, .pfx), offline, sign last.

It is added behind the file as it stands, whose bytes stay what they were. A place on the page makes it a field that a
reader can click; what is to be seen there (a seal, a frame) the document itself draws. The moment in the signature is
that of this machine's clock; only a time stamp authority could vouch for it, and that needs the net.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, Literal

from reports.paper.standard import MM, PAPER_HEIGHT

if TYPE_CHECKING:
    from cryptography import x509

FIELD: Final = "Signature1"
DIGEST: Final = "sha256"

Trouble = Literal["password", "no_key", "algorithm", "not_a_pdf"]


class SigningRefused(Exception):
    """Nothing was signed. ``code``: 'password' (wrong, or not a PKCS#12 file), 'no_key' (the file holds no private
    key with its certificate), 'algorithm' (a key that cannot be used here, SM2 for one), 'not_a_pdf'."""

    def __init__(self, code: Trouble) -> None:
        super().__init__(code)
        self.code: Trouble = code


@dataclass(frozen=True, slots=True)
class SignaturePlace:
    """A rectangle on an upright page: ``page`` from 1 (-1: the last), mm from the paper's upper left corner."""

    page: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Certificate:
    """Whose a signature is. Both moments carry the offset of UTC."""

    holder: str
    issuer: str
    begins: datetime
    ends: datetime
    may_sign: bool
    """False: it says what its key is for, and neither signing nor non-repudiation is among it (RFC 5280, 4.2.1.3)."""


def certificate_of(p12: bytes, password: str) -> Certificate:
    """The certificate that ``sign`` would sign with. Raises SigningRefused."""
    return described(_opened(p12, password))


def described(certificate: x509.Certificate) -> Certificate:
    from cryptography import x509

    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
        may_sign = usage.digital_signature or usage.content_commitment
    except x509.ExtensionNotFound:
        may_sign = True
    return Certificate(
        _name(certificate.subject),
        _name(certificate.issuer),
        certificate.not_valid_before_utc,
        certificate.not_valid_after_utc,
        may_sign,
    )


def _name(name: x509.Name) -> str:
    """What people call its owner; the whole name where it has no common name."""
    from cryptography.x509.oid import NameOID

    common = name.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(common[0].value) if common else name.rfc4514_string()


def sign(pdf: bytes, p12: bytes, password: str, place: SignaturePlace | None = None, *, reason: str = "") -> bytes:
    """The file with a signature (PAdES) over all that is in it. Raises SigningRefused."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign import fields, signers
    from pyhanko.sign.fields import SigSeedSubFilter

    signer = _signer(p12, password)
    said = signers.PdfSignatureMetadata(
        field_name=FIELD, md_algorithm=DIGEST, reason=reason or None, subfilter=SigSeedSubFilter.PADES
    )
    try:
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
    except PdfError:
        raise SigningRefused("not_a_pdf") from None
    field = fields.SigFieldSpec(FIELD, on_page=_page(place), box=_box(place))
    out = BytesIO()
    signers.PdfSigner(said, signer, stamp_style=_blank(), new_field_spec=field).sign_pdf(writer, output=out)
    return out.getvalue()


def _signer(p12: bytes, password: str) -> Any:
    from pyhanko.sign import signers

    _opened(p12, password)
    return signers.SimpleSigner.load_pkcs12_data(p12, other_certs=(), passphrase=password.encode())


def _opened(p12: bytes, password: str) -> x509.Certificate:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import pkcs12

    try:
        key, certificate, _ = pkcs12.load_key_and_certificates(p12, password.encode())
    except UnsupportedAlgorithm:
        raise SigningRefused("algorithm") from None
    except (ValueError, TypeError):
        raise SigningRefused("password") from None
    if key is None or certificate is None:
        raise SigningRefused("no_key")
    return certificate


def _page(place: SignaturePlace | None) -> int:
    if place is None:
        return 0
    return place.page - 1 if place.page > 0 else place.page


def _box(place: SignaturePlace | None) -> tuple[int, int, int, int] | None:
    """The rectangle in the PDF's own points."""
    if place is None:
        return None
    foot = PAPER_HEIGHT - place.y - place.height
    corners = (place.x, foot, place.x + place.width, foot + place.height)
    left, bottom, right, top = (round(corner * MM) for corner in corners)
    return left, bottom, right, top


def _blank() -> Any:
    """An appearance that shows nothing: the usual one would bring a font that is not embedded."""
    from pyhanko.pdf_utils.content import RawContent
    from pyhanko.pdf_utils.layout import BoxConstraints
    from pyhanko.stamp import StaticStampStyle

    return StaticStampStyle(background=RawContent(b"q Q", box=BoxConstraints(1, 1)), border_width=0)
