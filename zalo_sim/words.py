"""Small wording and shapes of the phone pages."""

import re

from markupsafe import Markup, escape

from zalo_sim.clock import DAY, HOUR, MINUTE, moment
from zalo_sim.errors import ZaloError
from zalo_sim.nouns import Button, Person
from zalo_sim.windows import check_reachable, is_free

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
SHORT_TITLE = 6
LINK = Markup('<a href="{0}" target="_blank" rel="noopener noreferrer">{0}</a>')
_LINK = re.compile(r"https?://[^\s<>“”\"]*[^\s<>“”\".,;:!?)]")

# Zalo's buttons carry no pictures; a few words get one, so that a row is found at a glance.
_PICTURES = (
    ("đừng", "bell-off"),
    ("không đến", "undo-2"),
    ("chưa", "moon"),
    ("đến được", "check"),
    ("đồng ý", "check"),
    ("chỉ đường", "map-pin"),
    ("báo lời gọi", "flag"),
)


def day(ms: int, now: int) -> str:
    apart = (moment(now).date() - moment(ms).date()).days
    if apart in (0, 1):
        return ("Hôm nay", "Hôm qua")[apart]
    return f"{moment(ms):%d/%m/%Y}"


def ago(ms: int | None, now: int) -> str:
    """How long since the last interaction, which decides what may be sent."""
    if ms is None:
        return "chưa từng nhắn"
    gone = now - ms
    if gone < MINUTE:
        return "vừa nhắn"
    if gone < HOUR:
        return f"nhắn {gone // MINUTE} phút trước"
    if gone < 2 * DAY:
        return f"nhắn {gone // HOUR} giờ trước"
    return f"nhắn {gone // DAY} ngày trước"


def window(person: Person, now: int) -> str:
    """What that means for the Official Account."""
    try:
        check_reachable(person, now)
    except ZaloError:
        return "Trang chưa nhắn được cho người này."
    return "Trang nhắn miễn phí." if is_free(person, now) else "Trang nhắn phải trả phí."


def icon_of(button: Button) -> str:
    """The name of the picture beside a button's title, or nothing."""
    title = button["title"].casefold()
    for words, picture in _PICTURES:
        if words in title:
            return picture
    return {"oa.open.url": "link", "oa.open.phone": "phone", "oa.open.sms": "message-square"}.get(
        button["type"], ""
    )


def side_by_side(buttons: list[Button]) -> bool:
    """Two to four very short answers (hours, numbers) share one row."""
    return 2 <= len(buttons) <= 4 and all(len(b["title"]) <= SHORT_TITLE for b in buttons)


def linked(text: str) -> Markup:
    """The text escaped, its web addresses as links."""
    parts, end = [], 0
    for found in _LINK.finditer(text):
        parts.append(escape(text[end : found.start()]))
        parts.append(LINK.format(found[0]))
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])
