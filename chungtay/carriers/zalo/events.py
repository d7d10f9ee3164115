"""A webhook's bytes as an event: who, what, when, and the key under which it is stored once."""

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

_WORD = re.compile(r"[a-z][a-z0-9_]{0,59}")
_ID = re.compile(r"[0-9A-Za-z_.-]{1,64}")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LARGEST_BODY = 256 * 1024


class Malformed(ValueError):
    """Not a webhook: no JSON object, or without a time that could be meant."""


@dataclass(frozen=True, slots=True)
class Event:
    """`timestamp` is the field as text, as it was signed; `parties` are all ids it names."""

    name: str
    app_id: str
    parties: frozenset[str]
    timestamp: str
    at: datetime
    msg_id: str
    msg_ids: tuple[str, ...]
    quoted: str
    text: str
    said: dict[str, Any]
    body: bytes

    def subject(self, oa_id: str) -> str:
        """The Zalo user it came from or went to; "" when there is none."""
        said = self.said
        asked = (
            _inner(said, "sender", "id"), _inner(said, "recipient", "id"),
            _inner(said, "follower", "id"), _id(said.get("user_id")),
        )  # fmt: skip
        return next((party for party in asked if party and party != oa_id), "")

    def key(self, oa_id: str) -> str:
        """Event and message id; without one, event, subject and timestamp (zalo.md 2)."""
        if self.msg_id:
            return f"{self.name}|{self.msg_id}"
        subject = self.subject(oa_id)
        if subject:
            return f"{self.name}|{subject}|{self.timestamp}"
        return f"{self.name}|{hashlib.sha256(self.body).hexdigest()}"


def parse(body: bytes) -> Event:
    """Every field is checked for its shape: what is stored or searched for is always plain text."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Malformed("no JSON") from error
    if not isinstance(said, dict):
        raise Malformed("no object")
    timestamp = said.get("timestamp")
    if isinstance(timestamp, int) and not isinstance(timestamp, bool):
        timestamp = str(timestamp)
    if not isinstance(timestamp, str) or not re.fullmatch(r"[0-9]{1,14}", timestamp):
        raise Malformed("no timestamp")
    name = said.get("event_name")
    message = said.get("message")
    message = message if isinstance(message, dict) else {}
    text = message.get("text")
    msg_ids = message.get("msg_ids")
    return Event(
        name=name if isinstance(name, str) and _WORD.fullmatch(name) else "unknown",
        app_id=_id(said.get("app_id")),
        parties=_parties(said),
        timestamp=timestamp,
        at=_EPOCH + timedelta(milliseconds=int(timestamp)),
        msg_id=_id(message.get("msg_id")),
        msg_ids=tuple(filter(None, map(_id, msg_ids[:200]))) if isinstance(msg_ids, list) else (),
        quoted=_id(message.get("quote_msg_id")),
        text=text if isinstance(text, str) else "",
        said=said,
        body=body,
    )


def _parties(said: dict[str, Any]) -> frozenset[str]:
    asked = (
        _inner(said, "sender", "id"), _inner(said, "recipient", "id"),
        _id(said.get("oa_id")), _id(said.get("oaId")),
    )  # fmt: skip
    return frozenset(filter(None, asked))


def _inner(said: dict[str, Any], *path: str) -> str:
    value: Any = said
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    return _id(value)


def _id(value: Any) -> str:
    """Ids are text of digits; a number is accepted, anything else is none."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return value if isinstance(value, str) and _ID.fullmatch(value) else ""
