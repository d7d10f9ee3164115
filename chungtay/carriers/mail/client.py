"""E-mail: a letter in, what the server said of it out. No database.

`Message-ID` is our reference, so that answers and returned letters name the delivery they are
about. Nothing makes a second attempt safe: a doubt stays one.
"""

import smtplib
import ssl
from dataclasses import dataclass, field
from email.utils import parseaddr
from typing import Literal
from urllib.parse import quote

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from chungtay.carriers.letter import Letter
from chungtay.carriers.mail.connection import EACH, WHOLE, Backend, Journey
from chungtay.carriers.mail.errors import CARRIER, refused, refused_us
from chungtay.carriers.outcome import Class, Outcome

LONGEST_SUBJECT = 78


@dataclass(frozen=True, slots=True)
class Account:
    """A unit's mail server and the address it writes from ("Phường … <…@…>").

    `stop_page`: where a reader asks not to be written to, besides by a letter to the sender.
    """

    host: str
    port: int
    sender: str
    username: str = ""
    password: str = field(default="", repr=False)
    security: Literal["starttls", "tls", "none"] = "starttls"
    stop_page: str = ""


class Mail:
    """A connection for each letter; safe to share between threads."""

    def __init__(self, *, each: float = EACH, whole: float = WHOLE) -> None:
        self._each, self._whole = each, whole

    def send(self, account: Account, letter: Letter) -> Outcome:
        journey = Journey()
        backend = Backend(
            journey, whole=self._whole, host=account.host, port=account.port, timeout=self._each,
            username=account.username or None, password=account.password or None,
            use_tls=account.security == "starttls", use_ssl=account.security == "tls",
        )  # fmt: skip
        message = _message(account, letter)
        try:
            backend.prep_address(account.sender)
        except ValueError:
            return Outcome(Class.OPERATOR, "sender").of(CARRIER)
        try:
            backend.prep_address(letter.to)
            message.message()
        except ValueError:
            return Outcome(Class.UNREACHABLE, "address").of(CARRIER)
        fault: Exception | None = None
        try:
            backend.send_messages([message])
        except (smtplib.SMTPException, OSError, UnicodeError) as error:
            fault = error
        if journey.taken:
            # What breaks while saying goodbye changes nothing.
            return Outcome(Class.SENT, "", letter.reference)
        return _said(fault, journey)


def _message(account: Account, letter: Letter) -> EmailMessage:
    address = parseaddr(account.sender)[1]
    stop = _("Thôi nhận thư %(reference)s") % {"reference": letter.reference}
    ways = [f"<mailto:{address}?subject={quote(stop)}>"]
    if account.stop_page:
        ways.append(f"<{account.stop_page}>")
    headers = {
        "Message-ID": f"<{letter.reference}@{address.rpartition('@')[2]}>",
        "List-Unsubscribe": ", ".join(ways),
        # No answering machine answers it (RFC 3834).
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(_subject(letter), letter.text, account.sender, [letter.to], headers=headers)


def _subject(letter: Letter) -> str:
    """On one line: a line end would begin another header."""
    said = " ".join((letter.subject or letter.text).split())
    return said if len(said) <= LONGEST_SUBJECT else said[: LONGEST_SUBJECT - 1].rstrip() + "…"


def _said(fault: Exception | None, journey: Journey) -> Outcome:
    match fault:
        case smtplib.SMTPDataError(smtp_code=code, smtp_error=said) if 400 <= code < 600:
            return refused(code, _bytes(said))
        case _ if journey.left:
            return _doubt(fault, journey)
        case smtplib.SMTPRecipientsRefused(recipients=recipients) if recipients:
            code, text = next(iter(recipients.values()))
            return refused(code, _bytes(text)) if 400 <= code < 600 else _not_left()
        case smtplib.SMTPSenderRefused(smtp_code=code):
            return refused_us(code, "sender") if 400 <= code < 600 else _not_left()
        case smtplib.SMTPAuthenticationError(smtp_code=code):
            return refused_us(code, "sign_in")
        case smtplib.SMTPConnectError(smtp_code=code) | smtplib.SMTPHeloError(smtp_code=code):
            return refused_us(code, "greeting") if 400 <= code < 600 else _not_left()
        case UnicodeError():
            return Outcome(Class.OPERATOR, "sign_in").of(CARRIER)
        case smtplib.SMTPNotSupportedError() | ssl.SSLCertVerificationError():
            return Outcome(Class.OPERATOR, "tls").of(CARRIER)
        case smtplib.SMTPResponseException(smtp_code=code) if 500 <= code < 600:
            return Outcome(Class.OPERATOR, "tls").of(CARRIER)
        case smtplib.SMTPException():
            return _not_left()
        case _:
            return _not_left(Class.OUTAGE)


def _not_left(kind: Class = Class.BACKOFF) -> Outcome:
    return Outcome(kind, "connect").of(CARRIER)


def _doubt(fault: Exception | None, journey: Journey) -> Outcome:
    slow = journey.cut_short or isinstance(getattr(fault, "__context__", None), TimeoutError)
    if isinstance(fault, smtplib.SMTPDataError):
        return Outcome(Class.DOUBT, "no_id").of(CARRIER)
    return Outcome(Class.DOUBT, "timeout" if slow else "cut_off").of(CARRIER)


def _bytes(said: bytes | str) -> bytes:
    return said.encode() if isinstance(said, str) else said
