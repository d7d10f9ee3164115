"""What a message says: text, buttons, picture, file, sticker, list or a request for details."""

import unicodedata
from typing import Any, TypeGuard

from zalo_sim import media
from zalo_sim.clock import DAY
from zalo_sim.errors import ZaloError
from zalo_sim.nouns import Button
from zalo_sim.simulator import Simulator
from zalo_sim.store import Change

LONGEST_TEXT = 2000
LONGEST_TITLE = 100
MOST_BUTTONS = 5
MOST_ELEMENTS = 5
UPLOADS_LIVE = 7 * DAY

Said = dict[str, Any]
"""The fields of a message that depend on what it says."""


def read(sim: Simulator, message: Any, *, of_group: bool = False) -> Said:
    """The content of a message of the Official Account; a group takes no buttons (-233)."""
    if not isinstance(message, dict):
        raise ZaloError(-201, field="message")
    attachment = message.get("attachment")
    if attachment is None:
        return {"text": _text(message.get("text"))}
    if not isinstance(attachment, dict) or not isinstance(attachment.get("payload"), dict):
        raise ZaloError(-201, field="attachment")
    said = _attached(sim, attachment.get("type"), attachment["payload"])
    if of_group and said.get("kind") not in ("image", "gif", "file", "sticker"):
        raise ZaloError(-233)
    given = message.get("text")
    said["text"] = _text(given) if given is not None or "buttons" in said else ""
    if said.get("kind") in ("list", "request_user_info"):
        said["text"] = said["text"] or said["card"]["elements"][0]["title"]
    return said


def _attached(sim: Simulator, kind: Any, payload: dict[str, Any]) -> Said:
    template = payload.get("template_type", "button")
    match kind, template:
        case "file", _:
            upload = _uploaded(sim, payload.get("token"), "file", "token")
            return {"kind": "file", "attachments": [media.told(sim, upload)]}
        case "template", "button":
            return {"buttons": buttons(payload.get("buttons"))}
        case "template", "media":
            return _medium(sim, payload.get("elements"))
        case "template", "list":
            return _listed(payload)
        case "template", "request_user_info":
            (element,) = _elements(payload.get("elements"), most=1)
            return _card("request_user_info", [element])
        case _:
            raise ZaloError(-233)


def _text(text: Any) -> str:
    if not isinstance(text, str) or not text.strip():
        raise ZaloError(-201, field="text")
    if not unicodedata.is_normalized("NFC", text):
        raise ZaloError(-201, field="text")
    if len(text) > LONGEST_TEXT:
        raise ZaloError(-210)
    return text


def _medium(sim: Simulator, elements: Any) -> Said:
    """A picture, a moving picture or a sticker; an article is for broadcasts (-233)."""
    if not isinstance(elements, list) or len(elements) != 1 or not isinstance(elements[0], dict):
        raise ZaloError(-201, field="elements")
    element = elements[0]
    kind, url, given = element.get("media_type"), element.get("url"), element.get("attachment_id")
    if kind not in ("image", "gif", "sticker"):
        raise ZaloError(-233)
    if kind == "sticker":
        if not isinstance(given, str) or not given:
            raise ZaloError(-201, field="attachment_id")
        return {"kind": kind, "attachments": [media.sticker(sim, given)]}
    if kind == "gif":
        for side in ("width", "height"):
            if not isinstance(element.get(side), int) or element[side] < 1:
                raise ZaloError(-201, field=side)
    if (url is None) == (given is None):
        raise ZaloError(-201, field="attachment_id")
    if given is not None:
        upload = _uploaded(sim, given, kind, "attachment_id")
        return {"kind": kind, "attachments": [media.told(sim, upload)]}
    if not _is_url(url):
        raise ZaloError(-201, field="url")
    return {
        "kind": kind,
        "attachments": [{"type": kind, "payload": {"url": url, "thumbnail": url}}],
    }


def _uploaded(sim: Simulator, given: Any, kind: str, field: str) -> Change:
    upload = sim.world.uploads.get(given) if isinstance(given, str) else None
    if upload is None or upload.owner or upload.kind != kind:
        raise ZaloError(-201, field=field)
    if sim.clock.now() - upload.at >= UPLOADS_LIVE:
        raise ZaloError(-100)
    return vars(upload)


def _listed(payload: dict[str, Any]) -> Said:
    """⚠ Known from Zalo's own client library only; no page of version 3 describes it."""
    said = _card("list", _elements(payload.get("elements"), most=MOST_ELEMENTS))
    if payload.get("buttons") is not None:
        said["buttons"] = buttons(payload["buttons"])
    return said


def _elements(elements: Any, most: int) -> list[dict[str, Any]]:
    if not isinstance(elements, list) or not elements:
        raise ZaloError(-201, field="elements")
    if len(elements) > most:
        raise ZaloError(-210)
    for element in elements:
        if not isinstance(element, dict):
            raise ZaloError(-201, field="elements")
        if not isinstance(element.get("title"), str) or not element["title"].strip():
            raise ZaloError(-201, field="title")
        if len(element["title"]) > LONGEST_TITLE:
            raise ZaloError(-210)
        if element.get("image_url") is not None and not _is_url(element["image_url"]):
            raise ZaloError(-201, field="image_url")
    return elements


def _card(kind: str, elements: list[dict[str, Any]]) -> Said:
    links = [
        {
            "type": "link",
            "payload": {
                "url": (element.get("default_action") or {}).get("url", ""),
                "thumbnail": element.get("image_url") or "",
                "description": element["title"],
            },
        }
        for element in elements
    ]
    return {"kind": kind, "card": {"elements": elements}, "attachments": links}


def buttons(given: Any) -> list[Button]:
    if not isinstance(given, list) or not given:
        raise ZaloError(-201, field="buttons")
    if len(given) > MOST_BUTTONS:
        raise ZaloError(-210)
    return [_button(button) for button in given]


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
            good = _has(payload, "url") and _is_url(payload["url"])
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


def _is_url(url: Any) -> bool:
    return isinstance(url, str) and url.startswith(("https://", "http://"))
