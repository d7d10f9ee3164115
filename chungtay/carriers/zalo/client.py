"""The Official Account API over HTTP. No database: addresses and tokens in, what happened out.

Every request either brings an envelope, or proves that it never left, or is in doubt.
"""

import json
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from chungtay.carriers.letter import Letter
from chungtay.carriers.outcome import Class, Outcome
from chungtay.carriers.wire import InDoubt, NotLeft, Turned, Wire, number
from chungtay.carriers.zalo.errors import class_of

LONGEST_TEXT = 2000
_ID = re.compile(r"[0-9A-Za-z_.-]{1,64}")


@dataclass(frozen=True, slots=True)
class Account:
    """Where one Official Account is spoken to. The token never shows in a representation."""

    api_base: str
    token: str = field(repr=False)


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
        try:
            answer = self._call(account, "POST", "/v3.0/oa/message/cs", json=body)
        except NotLeft:
            return Outcome(Class.BACKOFF, "connect")
        except InDoubt as doubt:
            return Outcome(Class.DOUBT, doubt.code)
        except Turned as turned:
            kind = Class.BACKOFF if turned.status == 429 else Class.OPERATOR
            return Outcome(kind, f"http_{turned.status}")
        code = answer["error"]
        if code:
            return Outcome(class_of(code), str(code))
        message_id = _id(answer.get("data"), "message_id")
        return Outcome(Class.SENT, "", message_id) if message_id else Outcome(Class.DOUBT, "no_id")

    def conversation(
        self, account: Account, user_id: str, offset: int = 0
    ) -> list[dict[str, Any]] | None:
        """The ten messages from `offset` on, newest first; None when they cannot be had."""
        data = json.dumps({"user_id": user_id, "offset": offset, "count": 10})
        try:
            answer = self._call(account, "GET", "/v2.0/oa/conversation", params={"data": data})
        except (NotLeft, InDoubt, Turned):
            return None
        said = answer.get("data")
        if answer["error"] or not isinstance(said, list):
            return None
        return [item for item in said if isinstance(item, dict)]

    def renew(self, oauth_base: str, app_id: str, app_secret: str, refresh_token: str) -> Pair:
        """Spend a refresh token on a new pair. It can be spent once; raises `NoPair`."""
        form = {"refresh_token": refresh_token, "app_id": app_id, "grant_type": "refresh_token"}
        try:
            answer = self._wire.ask(
                "POST", f"{oauth_base}/v4/oa/access_token",
                headers={"secret_key": app_secret}, data=form,
            )  # fmt: skip
        except NotLeft as error:
            raise NoPair("connect") from error
        except InDoubt as error:
            raise NoPair(error.code) from error
        except Turned as error:
            raise NoPair(f"http_{error.status}") from error
        return _pair(answer)

    def _call(self, account: Account, method: str, path: str, **request: Any) -> dict[str, Any]:
        """An envelope whose `error` is a number; one without is in doubt."""
        answer = self._wire.ask(
            method, account.api_base + path, headers={"access_token": account.token}, **request
        )
        code = number(answer.get("error"))
        if code is None:
            raise InDoubt("no_id")
        return {**answer, "error": code}


def _id(data: Any, name: str) -> str:
    value = data.get(name) if isinstance(data, dict) else None
    return value if isinstance(value, str) and _ID.fullmatch(value) else ""


def _pair(answer: dict[str, Any]) -> Pair:
    """Only a whole pair is a pair: an error body, with HTTP 200 or not, never passes for one."""
    code = number(answer.get("error"))
    if code:
        raise NoPair(str(code), refused=True)
    access, refresh = answer.get("access_token"), answer.get("refresh_token")
    if not (isinstance(access, str) and isinstance(refresh, str) and access and refresh):
        raise NoPair("no_id")
    seconds = number(answer.get("expires_in")) or 90_000
    return Pair(access, refresh, timedelta(seconds=min(max(seconds, 60), 30 * 86_400)))
