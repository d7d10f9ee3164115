"""The Official Account API over HTTP. No database: addresses and tokens in, what happened out.

Every request either brings an envelope, or proves that it never left, or is in doubt.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from chungtay.carriers.letter import Letter
from chungtay.carriers.outcome import Class, Outcome, Quota
from chungtay.carriers.wire import InDoubt, NoAnswer, Wire, id_in, number
from chungtay.carriers.zalo.errors import class_of

LONGEST_TEXT = 2000
_WORD = re.compile(r"[a-z][a-z_]{0,23}")
_TOKEN = re.compile(r"[!-~]{1,4096}")


@dataclass(frozen=True, slots=True)
class Account:
    """Where one Official Account is spoken to. The token never shows in a representation."""

    api_base: str
    token: str = field(repr=False)

    @property
    def template_base(self) -> str:
        """The host of templates by phone: business.openapi.zalo.me beside openapi.zalo.me."""
        return self.api_base.replace("://openapi.", "://business.openapi.", 1)


@dataclass(frozen=True, slots=True)
class Pair:
    """A new pair of tokens, as it came."""

    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    lives: timedelta


class NoPair(Exception):
    """The token was not renewed. `refused`: Zalo itself said no, in its own words (`code`)."""

    def __init__(self, code: str, *, refused: bool = False) -> None:
        super().__init__(code)
        self.code, self.refused = code, refused


class Zalo:
    """One connection pool for all channels; safe to share between threads."""

    def __init__(self, wire: Wire | None = None) -> None:
        self._wire = wire or Wire()

    def close(self) -> None:
        self._wire.close()

    def send(self, account: Account, letter: Letter) -> Outcome:
        """One consultation message ("tin tư vấn"), with query buttons if given."""
        message: dict[str, Any] = {"text": unicodedata.normalize("NFC", letter.text)}
        if letter.buttons:
            payload = {"template_type": "button", "buttons": list(letter.buttons)}
            message["attachment"] = {"type": "template", "payload": payload}
        body = {"recipient": {"user_id": letter.to}, "message": message}
        return post(self._wire, account, account.api_base + "/v3.0/oa/message/cs", body)

    def conversation(
        self, account: Account, user_id: str, offset: int = 0
    ) -> list[dict[str, Any]] | None:
        """The ten messages from `offset` on, newest first; None when they cannot be had."""
        data = json.dumps({"user_id": user_id, "offset": offset, "count": 10})
        try:
            url = account.api_base + "/v2.0/oa/conversation"
            code, said = call(self._wire, account, "GET", url, params={"data": data})
        except NoAnswer:
            return None
        if code or not isinstance(said, list):
            return None
        return [item for item in said if isinstance(item, dict)]

    def renew(self, oauth_base: str, app_id: str, app_secret: str, refresh_token: str) -> Pair:
        """Spend a refresh token on a new pair. It can be spent once; raises `NoPair`."""
        form = {"refresh_token": refresh_token, "app_id": app_id, "grant_type": "refresh_token"}
        return spend(self._wire, oauth_base, app_secret, form)


def spend(wire: Wire, oauth_base: str, app_secret: str, form: dict[str, str]) -> Pair:
    """A new pair for what can be spent once, a refresh token or a code. Raises `NoPair`."""
    try:
        answer = wire.ask(
            "POST", f"{oauth_base}/v4/oa/access_token",
            headers={"secret_key": app_secret}, data=form,
        )  # fmt: skip
    except NoAnswer as none:
        raise NoPair(none.outcome.code) from none
    return _pair_of(answer)


def call(wire: Wire, account: Account, method: str, url: str, **request: Any) -> tuple[int, Any]:
    """Zalo's number and its data; an answer without a number is in doubt. Raises `NoAnswer`."""
    answer = wire.ask(method, url, headers={"access_token": account.token}, **request)
    code = number(answer.get("error"))
    if code is None:
        raise InDoubt("no_id")
    return code, answer.get("data")


class Untold(Exception):
    """Zalo did not answer a question. `outcome`: its number or our word for why, and its class."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.code)
        self.outcome = outcome


def told(
    wire: Wire, account: Account, method: str, url: str, *, prefix: str = "", **request: Any
) -> Any:
    """The data of an answer to a question. Raises `Untold`."""
    try:
        code, data = call(wire, account, method, url, **request)
    except NoAnswer as none:
        raise Untold(none.outcome) from none
    if code:
        raise Untold(Outcome(class_of(code), f"{prefix}{code}"))
    return data


def post(
    wire: Wire, account: Account, url: str, body: Mapping[str, Any], *,
    called: str = "message_id", prefix: str = "",
) -> Outcome:  # fmt: skip
    """Hand one message over. `called`: the name of its id; `prefix`: of this host's numbers."""
    try:
        code, data = call(wire, account, "POST", url, json=body)
    except NoAnswer as none:
        return none.outcome
    quota = quota_of(data)
    if code:
        return Outcome(class_of(code), f"{prefix}{code}", quota=quota)
    message_id = id_in(data, called)
    if not message_id:
        return Outcome(Class.DOUBT, "no_id", quota=quota)
    return Outcome(Class.SENT, "", message_id, quota)


def quota_of(data: Any) -> Quota | None:
    """What a reply tells of a quota: both hosts', which write it differently."""
    told = data.get("quota") if isinstance(data, dict) else None
    if not isinstance(told, dict):
        return None
    if "remainingQuota" in told:
        remain, total, of = count(told["remainingQuota"]), count(told.get("dailyQuota")), "daily"
    else:
        remain, total = count(told.get("remain")), count(told.get("total"))
        of = str(told.get("quota_type"))
    return Quota(of, remain, total) if remain is not None and _WORD.fullmatch(of) else None


def count(value: Any) -> int | None:
    """How many: a number or a string of one, whole and not below zero."""
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,14}", value):
        return int(value)
    whole = isinstance(value, int) and not isinstance(value, bool)
    return value if whole and 0 <= value < 10**14 else None


def _pair_of(answer: dict[str, Any]) -> Pair:
    """Only a whole pair is a pair: an error body, with HTTP 200 or not, never passes for one."""
    code = number(answer.get("error"))
    if code:
        raise NoPair(str(code), refused=True)
    access, refresh = answer.get("access_token"), answer.get("refresh_token")
    if not (isinstance(access, str) and isinstance(refresh, str)):
        raise NoPair("no_id")
    # A token is one printable word: anything else cannot even be put into a header.
    if not (_TOKEN.fullmatch(access) and _TOKEN.fullmatch(refresh)):
        raise NoPair("no_id")
    seconds = number(answer.get("expires_in")) or 90_000
    return Pair(access, refresh, timedelta(seconds=min(max(seconds, 60), 30 * 86_400)))


def said_by_us(said: Iterable[Mapping[str, Any]]) -> Iterable[tuple[str, str, datetime]]:
    """Message id, text and time of what the account said (`src` 0), whatever else is in there."""
    for item in said:
        msg_id, text, ms = item.get("message_id"), item.get("message"), item.get("time")
        if item.get("src") != 0 or not isinstance(msg_id, str) or not isinstance(text, str):
            continue
        if isinstance(ms, int | str) and str(ms).isdecimal() and len(str(ms)) <= 14:
            yield msg_id, text, datetime.fromtimestamp(int(ms) / 1000, UTC)
