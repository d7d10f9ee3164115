"""What others see of a release: the commander's strip, a few words in the people's rows, counts.

Nothing here says what a doctor answered. A commander reads of a release only from the moment in
which they are asked.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from chungtay.access.acting import PostHolder
from chungtay.blood.models import Call
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.releases.actions import covering, steps
from chungtay.releases.actions.leaves import SILENCE, commands, may_decide
from chungtay.releases.actions.steps import Step
from chungtay.releases.actions.texts import duty_words, officer, stretch
from chungtay.releases.models import Clearance, Leave, Release
from chungtay.releases.questions import ANSWER
from chungtay.rosters.keeping import StandIn


@dataclass(frozen=True, slots=True)
class Words:
    """The state of one person in a row, and its tone (`c-st`). `doctor`: the reader may bring the
    answer that is waited for."""

    words: str
    tone: str
    doctor: bool = False


SHOWN = {
    Step.SAY: (_("Chờ hỏi bác sĩ"), "wait"),
    Step.DOCTOR: (_("Chờ bác sĩ"), "wait"),
    Step.COMMANDER: (_("Chờ duyệt"), "wait"),
    Step.COVER: (_("Chờ người thay"), "wait"),
    Step.GO: (_("Đã duyệt, có người thay"), "ok"),
}
KEPT = (_("Đang giữ chỗ"), "wait")


@dataclass(frozen=True, slots=True)
class Strip:
    """The approval strip of one release for whoever may answer it. `again`: a yes was said, and
    another stand-in is named; `covered`: the one before still stands in. `later`: where nobody has
    rested and is free, from when somebody could, and who."""

    release: Release
    leave: Leave
    call: Call
    accepted_at: datetime
    cleared_at: datetime
    duty: str
    stand_ins: list[StandIn]
    later: tuple[datetime, StandIn] | None
    again: bool
    covered: bool
    at: datetime

    @property
    def pk(self) -> int:
        return self.release.pk

    @property
    def officer(self) -> str:
        assert self.release.account is not None
        return officer(self.release.account)

    @property
    def heading(self) -> str:
        if self.covered and self.leave.stand_in is not None:
            said = {"stand_in": officer(self.leave.stand_in), "officer": self.officer}
            return say("%(stand_in)s trực thay %(officer)s") % said
        if self.again:
            return say("Cần người thay khác: %(officer)s đã được duyệt đi hiến máu") % {
                "officer": self.officer
            }
        return say("Chờ anh/chị duyệt: %(officer)s rời ca trực để hiến máu") % {
            "officer": self.officer
        }

    @property
    def clock(self) -> clock.Clock:
        return _clock(self.leave, self.call, self.at)

    @property
    def steps(self) -> list[dict[str, str]]:
        assert self.release.account is not None
        said = say("%(name)s nhận lời") % {"name": self.release.account.name}
        done = [
            {"state": "done", "text": said, "at": clock.time_of(self.accepted_at)},
            {"state": "done", "text": say("Bác sĩ đã cho ý kiến"),
             "at": clock.time_of(self.cleared_at)},
        ]  # fmt: skip
        choose = say("Chỉ huy duyệt và chọn người thay")
        roster, go = say("Ghi ca thay vào lịch trực"), say("Lên đường đến bệnh viện")
        if self.again:
            decided = clock.time_of(self.leave.decided_at or self.at)
            done.append({"state": "done", "text": say("Chỉ huy đã duyệt"), "at": decided})
            if self.covered:
                return [*done, {"state": "done", "text": roster}, {"state": "now", "text": go}]
            return [*done, {"state": "now", "text": say("Chọn người thay khác")}, {"text": go}]
        return [*done, {"state": "now", "text": choose}, {"text": roster}, {"text": go}]

    @property
    def question(self) -> str:
        when = stretch(*covering.window(self.at), self.at)
        return say("Ai trực thay từ %(when)s?") % {"when": when}

    @property
    def wait(self) -> str:
        """Where nobody is there now: whether waiting helps."""
        if self.later is None:
            return say("Đến giờ cần máu cũng chưa ai nghỉ đủ 12\u00a0giờ.")
        moment, one = self.later
        said = {"time": clock.moment(moment), "name": f"{one.rank} {one.name}".strip()}
        return say("Sớm nhất %(time)s có %(name)s.") % said

    @property
    def version(self) -> str:
        """Changes whenever the strip would look different."""
        people = ".".join(str(one.account_id) for one in self.stand_ins)
        late = self.leave.escalated_in_id or 0
        return f"{self.pk}-{int(self.again)}-{late}-{people}"


def _clock(leave: Leave, call: Call, at: datetime) -> clock.Clock:
    """Until the deputy is asked too; after that, until the deadline of the call."""
    if leave.granted is None and leave.escalated_in_id is None:
        left = clock.remaining(at, leave.escalates_at, span=SILENCE)
        words = say("%(left)s, rồi chuyển cấp phó") % {"left": left.words}
    else:
        left = clock.remaining(at, call.deadline, span=call.deadline - leave.asked_at)
        words = say("%(left)s đến giờ cần máu") % {"left": left.words}
    return clock.Clock(left.until, words, left.fraction, left.tone or "soon")


def strip(acting: Acting, call: Call, at: datetime) -> Strip | None:
    """The first release of this call that waits for this reader's answer."""
    found = [one for one in _waiting(acting, at) if one[0].call_id == call.pk]
    return strip_of(*found[0], at) if found else None


def strip_of(release: Release, leave: Leave, at: datetime) -> Strip:
    clearance, call = steps.clearance_of(release), _call(release)
    assert clearance is not None and clearance.answered_at is not None
    assert release.account is not None
    duties, found = covering.all_of(release, at), covering.stand_ins(release, at)
    return Strip(
        release, leave, call, release.begun_at, clearance.answered_at, duty_words(duties), found,
        None if found else covering.earliest(release, at, call.deadline), bool(leave.granted),
        bool(leave.granted) and covering.stands(release, leave, at), at,
    )  # fmt: skip


def _call(release: Release) -> Call:
    calls = Call.objects.unscoped(why="the deadline of the release in hand")
    found: Call = calls.get(pk=release.call_id)
    return found


@dataclass(frozen=True, slots=True)
class Waiting:
    """One row of "Chờ anh/chị duyệt"."""

    pk: int
    officer: str
    clock: clock.Clock


def waiting(acting: Acting, at: datetime) -> list[Waiting]:
    """What waits for this reader's answer, the oldest first; as many questions for any number."""
    rows = []
    for release, leave in _waiting(acting, at):
        assert release.account is not None
        left = _clock(leave, release.call, at)
        rows.append(Waiting(release.pk, officer(release.account), left))
    return rows


def _waiting(acting: Acting, at: datetime) -> list[tuple[Release, Leave]]:
    """Undecided, or granted and to be covered anew."""
    if not isinstance(acting, PostHolder) or not acting.may("releases.decide", None):
        return []
    visible = Release.objects.visible_to(acting).running().filter(left_at=None)
    running = {
        row.pk: row
        for row in visible.crossing("call", why="until when an answer helps")
        .select_related("account", "call")
        .filter(call__deadline__gt=at)
    }
    asked = Leave.objects.visible_to(acting).filter(release__in=running).order_by("asked_at", "pk")
    mine = [
        (running[leave.release_id], leave)
        for leave in asked
        if may_decide(acting, leave, running[leave.release_id])
    ]
    covered = covering.standing(mine, at)
    return [(release, leave) for release, leave in mine if release.pk not in covered]


def steps_of(
    ask_ids: Collection[int], acting: Acting, at: datetime | None = None
) -> dict[int, Words]:
    """The words of those among these asks whose steps are under way. That a doctor is waited for
    is said only to those who may bring the answer, never to a commander: to others a place is
    just kept until then."""
    at = at or clock.now()
    rows = Release.objects.unscoped(why="asks that the reader has before them").running()
    found = list(rows.filter(ask__in=list(ask_ids)).select_related("account"))
    ids = [release.pk for release in found]
    clearances = Clearance.objects.unscoped(why="asks that the reader has before them")
    doctors = {row.release_id: row for row in clearances.filter(release__in=ids)}
    asked = Leave.objects.unscoped(why="asks that the reader has before them")
    chiefs = {row.release_id: row for row in asked.filter(release__in=ids)}
    put = [(release, chiefs[release.pk]) for release in found if release.pk in chiefs]
    covered, said = covering.standing(put, at), {}
    for release in found:
        leave = chiefs.get(release.pk)
        step = steps.step_of(release, doctors.get(release.pk), leave, release.pk in covered)
        if step in SHOWN:
            kept = step < Step.COMMANDER and not hears_of_doctors(acting, release)
            words, tone = KEPT if kept else SHOWN[step]
            asked_for = step is Step.DOCTOR and not kept
            said[release.ask_id] = Words(str(words), tone, asked_for)
    return said


def hears_of_doctors(acting: Acting, release: Release) -> bool:
    return acting.may(ANSWER, None) and not commands(acting, release)
