"""SMS through eSMS (`SendMultipleMessage_V4_post_json`, zalo.md 5). No database.

`RequestId` is ours: eSMS takes each one once. So a request of which nobody knows what became may
be asked again under the same reference, and "duplicate" then proves that the first was accepted.
"""

from dataclasses import dataclass, field
from typing import Any

from chungtay.carriers.esms import sms
from chungtay.carriers.esms.errors import ACCEPTED, CARRIER, DUPLICATE, class_of
from chungtay.carriers.letter import Letter
from chungtay.carriers.outcome import Class, Outcome
from chungtay.carriers.wire import NoAnswer, Wire, id_in, number

PATH = "/MainService.svc/json/SendMultipleMessage_V4_post_json/"
CARE = "2"
"""SmsType of messages to people who know the sender; the others are advertising."""


@dataclass(frozen=True, slots=True)
class Account:
    """Where and as whom SMS are sent. Secrets never show in a representation.

    `accents`: the brand name's templates are registered with accents. `sandbox`: nothing is sent.
    """

    api_base: str
    api_key: str = field(repr=False)
    secret_key: str = field(repr=False)
    brandname: str
    callback_url: str = field(default="", repr=False)
    accents: bool = False
    sandbox: bool = False


class Esms:
    """Shares its wire with the other carriers; safe to share between threads."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def send(self, account: Account, letter: Letter) -> Outcome:
        """One SMS. A reference that eSMS knows already is in doubt: nobody asked before."""
        return self._send(account, letter, first=True)

    def again(self, account: Account, letter: Letter) -> Outcome:
        """The same letter once more, after a doubt whether it was taken. Never two SMS.

        Sent, or still in doubt: another refusal says nothing about the first request.
        """
        outcome = self._send(account, letter, first=False)
        if outcome.kind is Class.SENT:
            return outcome
        return Outcome(Class.DOUBT, outcome.code)

    def _send(self, account: Account, letter: Letter, *, first: bool) -> Outcome:
        try:
            answer = self._wire.ask(
                "POST", account.api_base + PATH, named="CodeResult", json=_body(account, letter)
            )
        except NoAnswer as none:
            return none.outcome.of(CARRIER)
        code = number(answer.get("CodeResult"))
        if code is None:
            return Outcome(Class.DOUBT, "no_id").of(CARRIER)
        if code == DUPLICATE and not first:
            return Outcome(Class.SENT)
        if code != ACCEPTED:
            return Outcome(class_of(code), str(code)).of(CARRIER)
        sms_id = id_in(answer, "SMSID")
        return Outcome(Class.SENT, "", sms_id) if sms_id else Outcome(Class.DOUBT, "esms_no_id")


def _body(account: Account, letter: Letter) -> dict[str, Any]:
    text = sms.fit(letter.text, accents=account.accents)
    body = {
        "ApiKey": account.api_key,
        "SecretKey": account.secret_key,
        "Phone": _national(letter.to),
        "Content": text.said,
        "Brandname": account.brandname,
        "SmsType": CARE,
        "IsUnicode": "0" if text.gsm else "1",
        "Sandbox": "1" if account.sandbox else "0",
        "RequestId": letter.reference,
    }
    if account.callback_url:
        body["CallbackUrl"] = account.callback_url
    return body


def _national(phone: str) -> str:
    """ "+84905123456" → "0905123456", as the gateway writes numbers."""
    return f"0{phone.removeprefix('+84')}" if phone.startswith("+84") else phone
