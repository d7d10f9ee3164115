"""What the frame of every page needs: the rail, the person, the ward."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from chungtay.kit.vietnamese import initials

RAIL = [
    # name of the page, icon, title, short title for the bottom bar, duty
    ("site:today", "sun", gettext_noop("Hôm nay"), "", "signed_in"),
    ("inbox:letters", "inbox", gettext_noop("Hộp thư"), "", "inbox.settle"),
    ("boards:calls", "droplet", gettext_noop("Hiến máu"), "", "blood.read"),
    (
        "boards:province",
        "network",
        gettext_noop("Lời gọi cả tỉnh"),
        gettext_noop("Cả tỉnh"),
        "boards.province",
    ),
    (
        "donors:registry",
        "users-round",
        gettext_noop("Người hiến máu"),
        gettext_noop("Người hiến"),
        "donors.read",
    ),
    ("weeks:week", "calendar-clock", gettext_noop("Ca trực"), "", "rosters.read"),
    (
        "journal:measures",
        "book-open-text",
        gettext_noop("Sổ và số liệu"),
        gettext_noop("Sổ"),
        "journal.read",
    ),
    ("people:persons", "user-round", gettext_noop("Người dân"), "", "people.read"),
    (
        "lists:index",
        "file-text",
        gettext_noop("Danh sách dân cư"),
        gettext_noop("Danh sách"),
        "lists.bring",
    ),
    ("rights:requests", "shield-check", gettext_noop("Quyền dữ liệu"), "", "rights.read"),
    (
        "groups:index",
        "megaphone",
        gettext_noop("Nhóm và lời đăng"),
        gettext_noop("Nhóm"),
        "groups.read",
    ),
    ("tending:state", "messages-square", gettext_noop("Kênh liên lạc"), "", "channels.read"),
    (
        "doors:accounts",
        "lock-keyhole",
        gettext_noop("Tài khoản"),
        "",
        "doors.lock_account",
    ),
    (
        "upkeep:numbers",
        "phone",
        gettext_noop("Số của bệnh viện"),
        "",
        "upkeep.list_number",
    ),
    ("approvals:waiting", "stamp", gettext_noop("Chờ duyệt"), "", "approvals.read"),
    ("access:posts", "user-round-check", gettext_noop("Ai làm việc gì"), "", "access.read"),
    ("places:index", "map-pin", gettext_noop("Phường, xã"), "", "signed_in"),
]


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of `kit/pages/base.html`; for a visitor without account only the demo mark."""
    acting = getattr(request, "acting", None)
    context: dict[str, Any] = {"demo": settings.DEMO, "nav": [], "me": None, "ward": None}
    if acting is None:
        return context
    post = acting.posts[0] if acting.posts else None
    role = post.get_role_display() if post else gettext("chưa có phần việc")
    open_ = [item for item in RAIL if item[4] == "signed_in" or acting.may(item[4], None)]
    here = _here(request.path, [reverse(name) for name, *_rest in open_])
    context["me"] = {
        "name": acting.account.name,
        "initials": initials(acting.account.name),
        "role": acting.account.rank or role,
        "url": reverse("doors:account"),
    }
    context["ward"] = post.place if post else None
    context["home_url"] = reverse("site:today")
    context["search_url"] = reverse("places:index")
    context["nav"] = [
        {
            "url": reverse(name),
            "icon": icon,
            "title": gettext(title),
            "short": gettext(short) if short else "",
            "current": reverse(name) == here,
        }
        for name, icon, title, short, _duty in open_
    ]
    return context


def _here(path: str, urls: list[str]) -> str:
    """The rail's entry that this page lies under: the longest that begins its path."""
    return max((url for url in urls if path.startswith(url)), key=len, default="")
