"""Breaches as the pages show them: words, clock, steps."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from chungtay.breaches.models import Breach, BreachClosure
from chungtay.kit import clock
from chungtay.kit.timeline import done


def closure_of(breach: Breach) -> BreachClosure | None:
    return getattr(breach, "closure", None)


def clock_of(breach: Breach, at: datetime) -> clock.Clock | None:
    """72 hours, until the authority was told."""
    if any(notice.to == "authority" for notice in breach.notices.all()):
        return None
    span = breach.notify_by - breach.detected_at
    return clock.remaining(at, breach.notify_by, span=span)


def kinds_of(breach: Breach) -> str:
    return "; ".join(str(Breach.Kind(kind).label) for kind in breach.kinds)


def steps(breach: Breach, at: datetime) -> list[dict[str, Any]]:
    told = {notice.to: notice for notice in breach.notices.all()}
    rows = [done(_("Phát hiện"), breach.detected_at, "")]
    wanted: Sequence[tuple[str, str]] = [
        ("authority", _("Báo cơ quan chuyên trách trước %(at)s")
         % {"at": clock.moment(breach.notify_by)})
    ]  # fmt: skip
    if breach.people_too:
        wanted = [*wanted, ("people", _("Báo những người có dữ liệu"))]
    for to, words in wanted:
        notice = told.get(to)
        if notice is not None:
            late = to == "authority" and notice.told_at > breach.notify_by
            note = " · ".join(filter(None, [notice.means, notice.late_reason]))
            said = _("Đã báo %(who)s") % {"who": notice.get_to_display()}
            rows.append(done(said, notice.told_at, note, late=late))
        else:
            rows.append({"state": "late" if at > breach.notify_by else "now", "text": words})
    closure = closure_of(breach)
    if closure is not None:
        kept = _("Giữ hồ sơ ít nhất đến %(day)s") % {"day": clock.day(closure.keep_until)}
        note = f"{closure.outcome} · {kept}"
        rows.append(done(_("Đã khép"), closure.closed_in.at, note))
    else:
        rows.append({"state": "", "text": _("Khép vụ việc, giữ hồ sơ 5 năm")})
    return rows
