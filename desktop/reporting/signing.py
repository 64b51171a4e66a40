"""The digital signature on issued documents: a PKCS#12 file of the site's, its password from keyring or environment.

Also what people are told of it: of the certificate before a report is issued, of the signatures of a file in hand.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, NoReturn
from zoneinfo import ZoneInfo

from desktop.errors import CommandError
from desktop.settings import Settings, secret
from monitoring.clock import Now, site_clock
from monitoring.moments import to_local
from resources import Words

if TYPE_CHECKING:
    from reports.paper.signatures import Signature
    from reports.paper.signing import Certificate, SignaturePlace, Trouble

LARGEST: Final = 1_000_000
"""Bytes: a key with its chain of certificates takes a few thousand."""
WARN_BEFORE: Final = timedelta(days=30)
"""A new certificate takes weeks to get."""
TROUBLES: Final[dict[Trouble, tuple[str, str]]] = {
    "password": ("签名文件的密码不对，或它不是 PKCS#12 文件（.p12、.pfx）", "核对文件，和 {variable} 里的密码。"),
    "no_key": ("签名文件里没有私钥和证书", "从证书的发放机构导出时选上“连同私钥”。"),
    "algorithm": ("签名文件里的密钥用不了（例如国密 SM2）", "换一个 RSA 或 ECDSA 的证书；不签名就删去这一行。"),
    "not_a_pdf": ("要签名的文件不是 PDF", "再试一次；还不行，把日志交给维护的人。"),
}
RENEW: Final = "向发放机构换新证书，把新的 PKCS#12 文件写进 [reports] sign_p12；不签名就删去这一行。"


class Signing:
    """Signs what is issued, last of all. The file is read each time: a renewed one is used at once."""

    def __init__(self, settings: Settings, now: Now) -> None:
        self._settings = settings
        self._now = now

    def check(self) -> Certificate:
        """What would be signed with. Raises CommandError for what cannot be used: away, wrong password, out of date."""
        from reports.paper.signing import SigningRefused, certificate_of

        try:
            certificate = certificate_of(self._read(), self._password())
        except SigningRefused as refused:
            self._refuse(refused.code)
        self._refuse_unfit(certificate)
        return certificate

    def sign(self, pdf: bytes, place: SignaturePlace | None) -> bytes:
        """Raises CommandError."""
        from reports.paper.signing import SigningRefused, sign

        self.check()
        try:
            return sign(pdf, self._read(), self._password(), place, reason="签发")
        except SigningRefused as refused:
            self._refuse(refused.code)

    def line(self) -> tuple[bool, str, str]:
        """For the doctor: whether all is well, whose certificate it is, what to do. Raises CommandError."""
        certificate = self.check()
        ends = self._local(certificate.ends)
        detail = f"{certificate.holder}，{certificate.issuer} 发放，有效到 {ends:%Y-%m-%d %H:%M}"
        left = ends - self._now()
        if left > WARN_BEFORE:
            return True, detail, ""
        return False, f"{detail}，只剩 {left.days} 天", RENEW

    @property
    def _where(self) -> str:
        return f"[reports] sign_p12 = {self._settings.reports.sign_p12}"

    def _read(self) -> bytes:
        file = self._settings.reports.sign_p12
        assert file is not None  # signing_of
        try:
            with file.open("rb") as kept:
                data = kept.read(LARGEST + 1)
        except OSError as error:
            raise CommandError(
                f"读不了签名文件：{error.strerror}", self._where, "检查路径；不签名就删去这一行。"
            ) from None
        if len(data) > LARGEST:
            self._refuse("password")
        return data

    def _password(self) -> str:
        """'' for a file without one."""
        return secret(self._settings.reports.sign_password_env) or ""

    def _refuse(self, code: Trouble) -> NoReturn:
        what, todo = TROUBLES[code]
        variable = self._settings.reports.sign_password_env
        held = f"环境变量（或钥匙串）{variable}"
        raise CommandError(what, self._where, todo.format(variable=held)) from None

    def _refuse_unfit(self, certificate: Certificate) -> None:
        now, holder = self._now(), certificate.holder
        begins, ends = self._local(certificate.begins), self._local(certificate.ends)
        if now > ends:
            raise CommandError(f"签名证书（{holder}）已于 {ends:%Y-%m-%d %H:%M} 过期", self._where, RENEW)
        if now < begins:
            todo = "到那时再签发；机器的日期不对就先校准时钟。"
            raise CommandError(f"签名证书（{holder}）{begins:%Y-%m-%d %H:%M} 才生效", self._where, todo)
        if not certificate.may_sign:
            raise CommandError(f"这个证书（{holder}）不是签名用的", self._where, "换成密钥用法含“数字签名”的证书。")

    def _local(self, moment: datetime) -> datetime:
        return to_local(moment, self._settings.site.zone)


def signing_of(settings: Settings, now: Now | None = None) -> Signing | None:
    """What signs issued documents; None where the settings name no file. ``now``: None is the clock on the wall."""
    if settings.reports.sign_p12 is None:
        return None
    return Signing(settings, now or site_clock(settings.site.zone))


def signature_lines(pdf: bytes, zone: ZoneInfo, language: Words) -> list[str]:
    """For people: who signed a file, and whether that still holds; one line that there is nobody."""
    from reports.paper.signatures import UnreadableSignatures, signatures_of

    def line(said: str) -> str:
        return language.phrase("report_signatures", "line").format(said=said)

    try:
        found = signatures_of(pdf)
    except UnreadableSignatures:
        return [line(language.phrase("report_signatures", "unreadable"))]
    said = [_said(one, zone, language) for one in found] or [language.phrase("report_signatures", "none")]
    return [line(text) for text in said]


def _said(one: Signature, zone: ZoneInfo, language: Words) -> str:
    when = f"{to_local(one.signed_at, zone):%Y-%m-%d %H:%M:%S}" if one.signed_at is not None else ""
    names = " / ".join(dict.fromkeys((one.certificate.holder, one.certificate.issuer)))
    parts = (names, when, language.phrase("report_signatures", one.state))
    return " · ".join(part for part in parts if part)


def signature_documents(pdf: bytes, zone: ZoneInfo) -> list[dict[str, Any]] | None:
    """The same for JSON; None where the file's signatures cannot be read. Moments carry the site's offset."""
    from reports.paper.signatures import UnreadableSignatures, signatures_of

    try:
        return [_document(one, zone) for one in signatures_of(pdf)]
    except UnreadableSignatures:
        return None


def _document(one: Signature, zone: ZoneInfo) -> dict[str, Any]:
    certificate = one.certificate
    return {
        "signer": certificate.holder,
        "issuer": certificate.issuer,
        "signed_at": one.signed_at.astimezone(zone).isoformat() if one.signed_at is not None else None,
        "state": one.state,
        "intact": one.intact,
        "whole_file": one.whole,
        "certificate_from": certificate.begins.astimezone(zone).isoformat(),
        "certificate_until": certificate.ends.astimezone(zone).isoformat(),
    }
