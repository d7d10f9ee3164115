"""What the frame of every page needs: the rail, the person, the ward."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from chungtay.kit.vietnamese import initials

RAIL = [
    # url name, icon, title, duty, in the bottom bar
    ("site:today", "sun", "Hôm nay", "signed_in"),
]


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of `kit/pages/base.html`; for a visitor without account only the demo mark."""
    acting = getattr(request, "acting", None)
    context: dict[str, Any] = {"demo": settings.DEMO, "nav": [], "me": None, "ward": None}
    if acting is None:
        return context
    post = acting.posts[0] if acting.posts else None
    context["me"] = {
        "name": acting.account.name,
        "initials": initials(acting.account.name),
        "role": acting.account.rank
        or (post.get_role_display() if post else _("chưa có phần việc")),
    }
    context["ward"] = post.place if post else None
    context["nav"] = [
        {
            "url": reverse(name),
            "icon": icon,
            "title": _(title),
            "current": request.path.startswith(reverse(name)),
        }
        for name, icon, title, duty in RAIL
        if duty == "signed_in" or acting.may(duty, None)
    ]
    return context
