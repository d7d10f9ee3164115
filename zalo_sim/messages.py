"""POST /v3.0/oa/message/cs: a consultation message to one person, text with or without buttons."""

import unicodedata
from typing import Any, TypeGuard

from zalo_sim import events, quotas
from zalo_sim.errors import ZaloError
from zalo_sim.nouns import Button, Person
from zalo_sim.simulator import Simulator
from zalo_sim.windows import check_reachable

LONGEST_TEXT = 2000
LONGEST_TITLE = 100
MOST_BUTTONS = 5


def send(sim: Simulator, body: dict[str, Any]) -> dict[str, Any]:
    """Check, keep, echo. Everything that follows from the message is one line of the journal."""
    person = _recipient(sim, body.get("recipient"))
    message = body.get("message")
    if not isinstance(message, dict):
        raise ZaloError(-201, field="message")
    buttons = _buttons(message.get("attachment"))
    text = _text(message.get("text"))
    quote = _quote(sim, person, message.get("quote_message_id"))
    now = sim.clock.now()
    check_reachable(person, now)
    quota, paid = quotas.charged(sim, person, now)
    kept = {
        "message_id": sim.new_message_id(),
        "user_id": person.user_id,
        "from_user": False,
        "text": text,
        "at": now,
        "buttons": buttons,
        "quote": quote,
    }
    sim.commit(
        {"k": "message", **kept},
        {"k": "received", "message_id": kept["message_id"], "at": now},
        {"k": "quota", "used": sim.world.quota_used + paid},
        *events.oa_send_text(sim, person, kept),
        *events.user_received_message(sim, person, str(kept["message_id"])),
    )
    return {"message_id": kept["message_id"], "user_id": person.user_id, "quota": quota}


def _recipient(sim: Simulator, recipient: Any) -> Person:
    """Exactly one of user_id and message_id; the latter answers a message of a person."""
    if not isinstance(recipient, dict) or len(recipient) != 1:
        raise ZaloError(-201, field="recipient")
    if "user_id" in recipient:
        return sim.person(recipient["user_id"])
    if "message_id" not in recipient:
        raise ZaloError(-201, field="recipient")
    asked = recipient["message_id"]
    answered = sim.world.messages.get(asked) if isinstance(asked, str) else None
    if answered is None or not answered.from_user:
        raise ZaloError(-201, field="message_id")
    return sim.person(answered.user_id)


def _text(text: Any) -> str:
    if not isinstance(text, str) or not text.strip():
        raise ZaloError(-201, field="text")
    if not unicodedata.is_normalized("NFC", text):
        raise ZaloError(-201, field="text")
    if len(text) > LONGEST_TEXT:
        raise ZaloError(-210)
    return text


def _quote(sim: Simulator, person: Person, quoted: Any) -> str:
    if quoted is None:
        return ""
    message = sim.world.messages.get(quoted) if isinstance(quoted, str) else None
    if message is None or message.user_id != person.user_id:
        raise ZaloError(-201, field="quote_message_id")
    return message.message_id


def _buttons(attachment: Any) -> list[Button]:
    """The buttons of a template attachment; other kinds of attachment are not played yet."""
    if attachment is None:
        return []
    if not isinstance(attachment, dict) or not isinstance(attachment.get("payload"), dict):
        raise ZaloError(-201, field="attachment")
    payload = attachment["payload"]
    if attachment.get("type") != "template" or payload.get("template_type", "button") != "button":
        raise ZaloError(-233)
    buttons = payload.get("buttons")
    if not isinstance(buttons, list) or not buttons:
        raise ZaloError(-201, field="buttons")
    if len(buttons) > MOST_BUTTONS:
        raise ZaloError(-210)
    return [_button(button) for button in buttons]


def _button(button: Any) -> Button:
    if not isinstance(button, dict):
        raise ZaloError(-201, field="buttons")
    title, kind, payload = button.get("title"), button.get("type"), button.get("payload")
    if not isinstance(title, str) or not title.strip():
        raise ZaloError(-201, field="title")
    if len(title) > LONGEST_TITLE:
        raise ZaloError(-210)
    match kind:
        case "oa.query.show" | "oa.query.hide":
            good = isinstance(payload, str) and bool(payload)
        case "oa.open.url":
            good = _has(payload, "url") and str(payload["url"]).startswith(("https://", "http://"))
        case "oa.open.phone":
            good = _has(payload, "phone_code")
        case "oa.open.sms":
            good = _has(payload, "phone_code") and _has(payload, "content")
        case _:
            raise ZaloError(-201, field="type")
    if not good:
        raise ZaloError(-201, field="payload")
    return {"title": title, "type": kind, "payload": payload}


def _has(payload: Any, key: str) -> TypeGuard[dict[str, Any]]:
    return isinstance(payload, dict) and isinstance(payload.get(key), str) and bool(payload[key])
