"""What a message looks like on the wire, and the tokens of its buttons.

A token names a message and a choice; its signature binds it to one Zalo user of one account, so
that a forwarded or guessed token is worth nothing. It dies with its message.
"""

import base64
import re
import unicodedata
from typing import Any

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from chungtay.journal.models import Message

PREFIX = "#CT"
MOST_BUTTONS = 5
LONGEST_TITLE = 100
LONGEST_TEXT = 2000
_TOKEN = re.compile(rf"{PREFIX}(\d{{1,18}})\.(\d)\.([0-9A-Za-z_-]{{22}})")


def text_of(message: Message, *, plain: bool) -> str:
    """The text as sent: buttons are hinted at by number, without them each line has its number.

    A single answer has none: a "1" sent twice must not take back what the first one said.
    """
    text = unicodedata.normalize("NFC", message.text)
    labels = [answer["label"] for answer in message.answers]
    if not labels:
        return text[:LONGEST_TEXT]
    numbers = _numbers(len(labels)) if len(labels) > 1 else ""
    if not numbers and plain:
        ending = _("Cần thì nhắn lại “%(label)s”.") % {"label": labels[0]}
    elif not numbers:
        ending = _("Cần thì bấm nút, hoặc nhắn lại “%(label)s”.") % {"label": labels[0]}
    elif plain or len(labels) > MOST_BUTTONS:
        lines = [f"{number}. {label}" for number, label in enumerate(labels, 1)]
        ending = "\n".join([*lines, _("Trả lời %(numbers)s.") % {"numbers": numbers}])
    else:
        ending = _("Bấm một nút, hoặc trả lời %(numbers)s.") % {"numbers": numbers}
    ending = unicodedata.normalize("NFC", "\n\n" + ending)
    return text[: LONGEST_TEXT - len(ending)] + ending


def _numbers(count: int) -> str:
    first = ", ".join(str(number) for number in range(1, count))
    return _("%(first)s hoặc %(last)s") % {"first": first, "last": count}


def buttons_of(message: Message, address: str) -> list[dict[str, Any]]:
    """Query buttons for one recipient; `address` is "oa_id/user_id"."""
    if len(message.answers) > MOST_BUTTONS:
        return []
    return [
        {
            "title": unicodedata.normalize("NFC", answer["label"])[:LONGEST_TITLE],
            "type": "oa.query.hide",
            "payload": token(message.pk, choice, address),
        }
        for choice, answer in enumerate(message.answers)
    ]


def token(message_id: int, choice: int, address: str) -> str:
    return (
        f"{PREFIX}{message_id}.{choice}.{_sign(message_id, choice, address, settings.SECRET_KEY)}"
    )


def _sign(message_id: int, choice: int, address: str, key: str) -> str:
    told = f"{message_id}.{choice}.{address}"
    digest = salted_hmac("chungtay.channels.answer", told, secret=key, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest[:16]).rstrip(b"=").decode()


def is_token(text: str) -> bool:
    """Whether this is a button's token and nothing else, be it ours or not."""
    return _TOKEN.fullmatch(text.strip()) is not None


def read_token(text: str, address: str) -> tuple[int, int] | None:
    """(message id, choice from 0) of a token that is ours and this user's; None otherwise."""
    found = _TOKEN.fullmatch(text.strip())
    if found is None:
        return None
    message_id, choice = int(found[1]), int(found[2])
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        if constant_time_compare(found[3], _sign(message_id, choice, address, str(key))):
            return message_id, choice
    return None
