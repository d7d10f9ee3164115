"""What becomes of a webhook, predicted from Zalo's document (zalo.md 1.1 and 2) and not from code.

`predict` is written against the document's sentences: the signature over the bytes, the fields of
each event, the age limit, what a webhook is known again by. It shares nothing with the product.
"""

import hashlib
import json
import re
from dataclasses import dataclass

APP_ID, OA_ID, OA_SECRET = "360846524940903967", "388613280878808645", "oa-secret"
THREE_HOURS_MS = 3 * 3600 * 1000
LARGEST = 256 * 1024


@dataclass(frozen=True)
class Expected:
    status: int
    reason: str = ""
    key: str = ""
    event: str = ""
    user_id: str = ""
    num_retry: int = 0
    happened_ms: int = 0


def text_id(value):
    """Ids are strings (a number is taken as its digits); anything else is no id."""
    if type(value) is int:
        value = str(value)
    if type(value) is str and re.match(r"\A[0-9A-Za-z_.-]{1,64}\Z", value):
        return value
    return ""


def inside(said, *path):
    for step in path:
        if not isinstance(said, dict) or step not in said:
            return None
        said = said[step]
    return said


def predict(body: bytes, header: str | None, num_retry: str | None, now_ms: int) -> Expected:
    if len(body) > LARGEST:
        return Expected(413, "oversized")
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return Expected(400, "malformed")
    if not isinstance(said, dict):
        return Expected(400, "malformed")
    stamp = said.get("timestamp")
    stamp = str(stamp) if type(stamp) is int else stamp
    if type(stamp) is not str or not re.match(r"\A[0-9]{1,14}\Z", stamp):
        return Expected(400, "malformed")
    if not ours(said):
        return Expected(403, "unknown_account")
    right = hashlib.sha256(APP_ID.encode() + body + stamp.encode() + OA_SECRET.encode()).hexdigest()
    shown = re.match(r"\A\s*(?:mac\s*=\s*)?([0-9a-fA-F]{64})\s*\Z", header or "")
    if not shown or shown.group(1).lower() != right:
        return Expected(403, "bad_signature")
    if int(stamp) < now_ms - THREE_HOURS_MS:
        return Expected(403, "too_old")
    name = said.get("event_name")
    name = name if type(name) is str and re.match(r"\A[a-z][a-z0-9_]{0,59}\Z", name) else "unknown"
    user = subject(said)
    return Expected(
        200, "", known_again_by(said, body, name, user, stamp), name, user,
        int(num_retry) if num_retry in ("1", "2", "3", "4", "5") else 0, int(stamp),
    )  # fmt: skip


def ours(said) -> bool:
    """The account is named by sender, recipient or oa_id; if nothing is, by the application."""
    named = {
        text_id(inside(said, "sender", "id")), text_id(inside(said, "recipient", "id")),
        text_id(said.get("oa_id")), text_id(said.get("oaId")),
    } - {""}  # fmt: skip
    app = text_id(said.get("app_id"))
    if named:
        return OA_ID in named and app in ("", APP_ID)
    return app == APP_ID


def subject(said) -> str:
    """Sender, else recipient, else follower, else user_id: the first who is not the account."""
    for path in (("sender", "id"), ("recipient", "id"), ("follower", "id"), ("user_id",)):
        found = text_id(inside(said, *path))
        if found and found != OA_ID:
            return found
    return ""


def known_again_by(said, body, name, user, stamp) -> str:
    msg_id = text_id(inside(said, "message", "msg_id"))
    if msg_id:
        return f"{name}|{msg_id}"
    if user:
        return f"{name}|{user}|{stamp}"
    return f"{name}|{hashlib.sha256(body).hexdigest()}"
