"""The rows of one release as they stand, locked, and which step it is at.

Shared by the verbs. Whoever acts on a release locks its call first, then the release: the same
order as the hooks that `blood` calls.
"""

from datetime import datetime
from enum import IntEnum

from django.utils.translation import gettext_lazy as _

from chungtay.blood.actions import seats
from chungtay.blood.models import Ask, Call
from chungtay.kit.errors import Refused
from chungtay.releases.models import Clearance, Covering, Leave, Release
from chungtay.rosters.models import Cover


class Step(IntEnum):
    """What is waited for."""

    SAY = 1
    DOCTOR = 2
    COMMANDER = 3
    COVER = 4
    GO = 5
    GONE = 6


WORDS = {
    Step.SAY: _("anh/chị nhờ hỏi bác sĩ"),
    Step.DOCTOR: _("bác sĩ cho ý kiến"),
    Step.COMMANDER: _("chỉ huy duyệt"),
    Step.COVER: _("người thay"),
    Step.GO: _("lên đường"),
    Step.GONE: _("hiến máu"),
}
MISSING = {
    Step.SAY: _("Bước này chưa có ý kiến bác sĩ. Nhờ hỏi bác sĩ trước."),
    Step.DOCTOR: _("Bước này chưa có ý kiến bác sĩ. Chờ bác sĩ trả lời rồi mới đi."),
    Step.COMMANDER: _("Bước này chưa được duyệt. Chờ chỉ huy duyệt rồi mới đi."),
    Step.COVER: _("Bước này chưa có người thay. Chờ chỉ huy cử người rồi mới đi."),
}


class OutOfOrder(Refused):
    code = "release.out_of_order"


class Over(Refused):
    code = "release.over"


class AnsweredAlready(Refused):
    code = "release.answered"


def call_of(release: Release) -> Call:
    return seats.lock(release.call_id)


def ask_of(release: Release) -> Ask:
    asks = Ask.objects.unscoped(why="the ask of the release in hand")
    found: Ask = asks.get(pk=release.ask_id)
    return found


def lock(release: Release) -> tuple[Call, Release]:
    """The call, then the release, held until the act is over."""
    call = call_of(release)
    rows = Release.objects.unscoped(why="the release in hand, locked").select_related("account")
    return call, rows.select_for_update(no_key=True, of=("self",)).get(pk=release.pk)


def still_running(call: Call, release: Release, at: datetime) -> None:
    if release.ended_in_id is not None or seats.closed(call):
        raise Over(_("Việc này đã khép lại. Cảm ơn anh/chị."))
    if at >= call.deadline:
        raise Over(_("Đã quá giờ cần máu."), code="release.late")


def running_of(ask: Ask) -> Release | None:
    rows = Release.objects.unscoped(why="what is under way for the ask in hand").running()
    found: Release | None = rows.select_related("account").filter(ask=ask).first()
    return found


def last_of(ask: Ask) -> Release | None:
    rows = Release.objects.unscoped(why="what became of the ask in hand")
    found: Release | None = rows.filter(ask=ask).order_by("-pk").first()
    return found


def clearance_of(release: Release) -> Clearance | None:
    rows = Clearance.objects.unscoped(why="the doctor's answer of the release in hand")
    found: Clearance | None = rows.filter(release=release).first()
    return found


def leave_of(release: Release) -> Leave | None:
    rows = Leave.objects.unscoped(why="the commander's answer of the release in hand")
    found: Leave | None = rows.filter(release=release).first()
    return found


def covers_of(release: Release) -> list[Cover]:
    """The covers that came of it and were not ended early."""
    rows = Covering.objects.unscoped(why="the covers of the release in hand")
    covers = Cover.objects.unscoped(why="the covers of the release in hand")
    found = covers.filter(pk__in=rows.filter(release=release).values("cover"), ended_in=None)
    return list(found.order_by("starts_at", "pk"))


def step_of(
    release: Release, clearance: Clearance | None, leave: Leave | None, covered: bool
) -> Step:
    """Pure: which step a running release is at."""
    if release.left_at is not None:
        return Step.GONE
    if clearance is None:
        return Step.SAY
    if clearance.result != Clearance.Result.MAY:
        return Step.DOCTOR
    if leave is None or not leave.granted:
        return Step.COMMANDER
    return Step.GO if covered else Step.COVER
