"""What hangs on a message of Zalo's, read from its JSON. Pure: nothing is fetched here.

Source of the shapes: the attachment list of Zalo's webhooks (image, gif, link, audio, video,
sticker, location, file; a business card is a link whose description is JSON).
"""

import json
import re
from dataclasses import dataclass
from typing import Any

MOST = 10
"""Attachments of one message that are looked at."""
FETCHED = {"image": "image", "gif": "image", "audio": "audio", "video": "video", "file": "file"}
_NUMBER = re.compile(r"-?\d{1,3}(?:\.\d{1,12})?")
_PHONE = re.compile(r"\+?\d{6,15}")


@dataclass(frozen=True, slots=True)
class Piece:
    """One attachment as it was sent: `url` is to be fetched, `note` says what needs no fetching."""

    kind: str
    url: str = ""
    name: str = ""
    note: str = ""


def pieces(said: dict[str, Any]) -> list[Piece]:
    """The attachments of a webhook's `message`; whatever is none is left out."""
    message = said.get("message")
    listed = message.get("attachments") if isinstance(message, dict) else None
    if not isinstance(listed, list):
        return []
    found = [_piece(item) for item in listed[:MOST] if isinstance(item, dict)]
    return [piece for piece in found if piece is not None]


def _piece(item: dict[str, Any]) -> Piece | None:
    kind, payload = item.get("type"), item.get("payload")
    if not isinstance(kind, str) or not isinstance(payload, dict):
        return None
    url = _text(payload.get("url"), 2000)
    if kind in FETCHED:
        return Piece(FETCHED[kind], url=url, name=_text(payload.get("name"), 120)) if url else None
    if kind == "location":
        return _location(payload.get("coordinates"))
    if kind == "sticker":
        return Piece("sticker", note=_text(payload.get("id"), 40))
    if kind in {"link", "links", "business_card"}:
        return _card(payload) or (Piece("link", note=url[:500]) if url else None)
    return None


def _location(coordinates: Any) -> Piece | None:
    """Zalo writes coordinates as text or as numbers."""
    if not isinstance(coordinates, dict):
        return None
    pair = [_coordinate(coordinates.get(key)) for key in ("latitude", "longitude")]
    limits = (90, 180)
    if any(v is None or abs(float(v)) > most for v, most in zip(pair, limits, strict=True)):
        return None
    return Piece("location", note=",".join(str(value) for value in pair))


def _coordinate(value: Any) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = str(value).strip()
    return text if _NUMBER.fullmatch(text) else None


def _card(payload: dict[str, Any]) -> Piece | None:
    try:
        told = json.loads(payload.get("description") or "")
    except (ValueError, TypeError, RecursionError):
        return None
    phone = told.get("phone") if isinstance(told, dict) else None
    phone = str(phone) if isinstance(phone, str | int) and not isinstance(phone, bool) else ""
    return Piece("card", note=phone) if _PHONE.fullmatch(phone) else None


def _text(value: Any, longest: int) -> str:
    """Plain text without characters that a database or a page cannot take."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return ""
    clean = "".join(c for c in value if c.isprintable())
    return clean.strip() if len(clean) <= longest else ""
