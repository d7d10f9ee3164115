"""Steps two and three: the commander is asked, approves with a stand-in, and the roster says so."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chungtay.access.acting import PostHolder
from chungtay.access.models import Account, Delegation, Post
from chungtay.access.roles import Role
from chungtay.blood.actions import seats
from chungtay.blood.models import Ask
from chungtay.journal.act import NotAllowed, action, current, tell
from chungtay.journal.system import System
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.releases.actions import covering, steps, texts
from chungtay.releases.actions.ending import end, let_go
from chungtay.releases.actions.telling import tell_officers, ways
from chungtay.releases.models import Leave, Release, Told

SILENCE = timedelta(minutes=5)
"""After so long without an answer the deputy is asked too (blood.md 5.6)."""
FIRST, THEN = (Role.POLICE_CHIEF,), (Role.POLICE_DEPUTY,)
COMMANDING = FIRST + THEN


class NotDue(Refused):
    code = "leave.not_due"


class NoStandIn(Refused):
    code = "release.no_stand_in"


def roles_of(leave: Leave) -> tuple[Role, ...]:
    return FIRST if leave.escalated_in_id is None else FIRST + THEN


def commands(acting: Acting, release: Release) -> bool:
    """Whether this one leads the ward of the duty, in whichever other post they act besides; they
    read nothing of a doctor."""
    return isinstance(acting, PostHolder) and acting.holds(COMMANDING, release.place_id)


@action("releases.ask_leave", on="release", sealed=True, words=_("xin chỉ huy cho rời ca"))
def ask_leave(*, actor: Acting, at: datetime, release: Release) -> Leave:
    """The doctor said yes: the chief is asked, by message and on the page. Where there is none, the
    deputy at once; where nobody leads, nobody can agree, and it ends."""
    call, locked = steps.lock(release)
    steps.still_running(call, locked, at)
    clearance, asked = steps.clearance_of(locked), steps.leave_of(locked)
    if clearance is None or clearance.result != "may":
        raise steps.OutOfOrder(steps.MISSING[steps.Step.DOCTOR])
    if asked is not None:
        return asked
    nobody = not _holders(FIRST, locked, at)
    leave: Leave = Leave.objects.create(
        place_id=locked.place_id, release=locked, asked_at=at, asked_in=current().entry,
        escalates_at=at if nobody else at + SILENCE,
        escalated_in=current().entry if nobody else None,
    )  # fmt: skip
    _put_to(leave, locked, THEN if nobody else FIRST, at, call.deadline)
    if nobody and not _holders(THEN, locked, at):
        end(actor=System("releases"), at=at, release=locked, ending=Release.Ending.DECLINED)
    return leave


@action("releases.escalate", on="leave", sealed=True, words=_("hỏi cả cấp phó"))
def escalate(*, actor: Acting, at: datetime, leave: Leave) -> Leave:
    """Five minutes without an answer: the deputy is told and may answer; the chief still may."""
    call, release = steps.lock(Release.objects.unscoped(why="of the leave in hand").get(
        pk=leave.release_id
    ))  # fmt: skip
    locked = steps.leave_of(release)
    assert locked is not None
    steps.still_running(call, release, at)
    if locked.granted is not None or locked.escalated_in_id is not None:
        raise steps.AnsweredAlready(_("Việc này đã chuyển hoặc đã có người trả lời."))
    if at < locked.escalates_at:
        raise NotDue(_("Chưa đến lúc hỏi cấp phó."))
    locked.escalated_in = current().entry
    locked.save(update_fields=["escalated_in"])
    _put_to(locked, release, THEN, at, call.deadline)
    return locked


def _holders(roles: tuple[Role, ...], release: Release, at: datetime) -> list[Account]:
    """Who holds one of these roles there, or stands in for whoever does; never the officer."""
    posts = Post.objects.held_at(at).filter(role__in=roles, place=release.place_id)
    standing_in = Delegation.objects.running(at).filter(post__in=posts).values("to")
    people = Account.objects.filter(
        Q(pk__in=posts.values("account")) | Q(pk__in=standing_in), is_active=True
    )
    return list(people.exclude(pk=release.account_id or 0).order_by("pk"))


def _put_to(
    leave: Leave, release: Release, roles: tuple[Role, ...], at: datetime, expires: datetime
) -> None:
    assert release.account is not None
    free = covering.stand_ins(release, at)
    best = free[0] if free else None
    duties = covering.duties_of(release.account.pk, at)
    people = _holders(roles, release, at)
    reached = ways([one.actor_id for one in people])
    for one in people:
        _row, new = Told.objects.unscoped(why="who was asked in the act in hand").get_or_create(
            leave=leave, account=one,
            defaults={"place_id": leave.place_id, "actor_id": reached[one.actor_id],
                      "told_in": current().entry},
        )  # fmt: skip
        if new:
            tell_officers(
                [one.actor_id], texts.to_commander(release, duties, best),
                answers=texts.commander_answers(leave, best), expires_at=expires,
            )  # fmt: skip


def may_decide(acting: Acting, leave: Leave, release: Release) -> bool:
    """Whether this one would be heard: by their post, or on the telephone that was asked."""
    if release.account is None or acting.actor_id == release.account.actor_id:
        return False
    if isinstance(acting, PostHolder):
        return acting.holds(roles_of(leave), release.place_id)
    told = Told.objects.unscoped(why="whether this telephone was asked").filter(
        leave=leave, actor=acting.actor_id
    )
    at = getattr(acting, "at", None) or current().at
    return any(
        one.pk in {row.account_id for row in told} for one in _holders(roles_of(leave), release, at)
    )


@action("releases.decide", on="release", sealed=True, words=_("trả lời lời xin rời ca"))
def decide(
    *, actor: Acting, at: datetime, release: Release, yes: bool, stand_in: Account | None = None
) -> Leave:
    """Yes, and who stands in: the roster says so from this moment, and the donor may go. No: the
    place is given to somebody else, and nobody but the officer is told; after a yes too, where
    whoever was to stand in fell away and nobody else can."""
    call, locked = steps.lock(release)
    leave = steps.leave_of(locked)
    if leave is None:
        raise steps.OutOfOrder(steps.MISSING[steps.Step.DOCTOR])
    if not may_decide(actor, leave, locked):
        raise NotAllowed(_("Việc này chờ chỉ huy trả lời."))
    lost = bool(leave.granted) and not yes and not covering.stands(locked, leave, at)
    if locked.left_at is not None or (leave.granted is not None and not lost):
        raise steps.AnsweredAlready(_("Việc này đã có người trả lời."))
    steps.still_running(call, locked, at)
    ask = steps.ask_of(locked)
    leave.granted, leave.decided_at, leave.decided_in = yes, at, current().entry
    if not yes:
        if lost:
            covering.take_out(locked, at)
            leave.stand_in = leave.starts_at = leave.ends_at = None
        leave.save()
        tell(ask.actor_id, purpose=texts.PURPOSE, text=texts.declined())
        end(actor=System("releases"), at=at, release=locked, ending=Release.Ending.DECLINED)
        return leave
    if stand_in is None:
        raise NoStandIn(_("Chọn người trực thay rồi duyệt."))
    leave.starts_at, leave.ends_at = covering.put_in(locked, stand_in, at)
    leave.stand_in = stand_in
    leave.save()
    tell(ask.actor_id, purpose=texts.PURPOSE, text=texts.granted(stand_in), urgent=True)
    _tell_stand_in(leave, locked, at)
    _others(leave, actor)
    let_go(actor=System("releases"), at=at, ask=ask)
    return leave


def _others(leave: Leave, actor: Acting) -> None:
    """The others who were asked need not answer any more."""
    told = Told.objects.unscoped(why="who else was asked in the act in hand").filter(leave=leave)
    others = [
        row.account.actor_id
        for row in told.select_related("account")
        if actor.actor_id not in {row.actor_id, row.account.actor_id}
    ]
    tell_officers(others, texts.decided_already())


def _tell_stand_in(leave: Leave, release: Release, at: datetime) -> None:
    assert leave.stand_in is not None
    rows = steps.covers_of(release)
    tell_officers([leave.stand_in.actor_id], texts.to_stand_in(release, rows, at))


@action("releases.miss_cover", on="ask", sealed=True, words=_("báo người thay không còn"))
def miss_cover(*, actor: Acting, at: datetime, ask: Ask) -> Leave:
    """Before they left, whoever was to stand in fell away: the place is kept again, and whoever
    approved is told once."""
    call = seats.lock(ask.call_id)
    release = steps.running_of(ask)
    leave = steps.leave_of(release) if release else None
    if release is None or leave is None or release.left_at or leave.uncovered_in_id:
        raise steps.AnsweredAlready(_("Việc này đã báo hoặc đã khép."))
    if not leave.granted or covering.stands(release, leave, at):
        raise NotDue(_("Người thay vẫn còn đó."))
    leave.uncovered_in = current().entry
    leave.save(update_fields=["uncovered_in"])
    told = Told.objects.unscoped(why="who was asked about the release in hand").filter(leave=leave)
    tell_officers(told.values_list("account__actor", flat=True), texts.uncovered(release))
    if (seat := seats.of(call, ask)) is not None:
        seats.settle(call, ask, seat, at)
    return leave


@action("releases.change_stand_in", on="release", sealed=True, words=_("cử người thay khác"))
def change_stand_in(
    *, actor: Acting, at: datetime, release: Release, stand_in: Account
) -> Leave:  # fmt: skip
    """Whoever was to stand in cannot: another does, from now on. Only after a yes."""
    call, locked = steps.lock(release)
    leave = steps.leave_of(locked)
    if leave is None or not leave.granted:
        raise steps.OutOfOrder(steps.MISSING[steps.Step.COMMANDER])
    if not may_decide(actor, leave, locked):
        raise NotAllowed(_("Việc này chờ chỉ huy trả lời."))
    steps.still_running(call, locked, at)
    before = covering.take_out(locked, at)
    covering.put_in(locked, stand_in, at)
    leave.stand_in, leave.uncovered_in = stand_in, None
    leave.save(update_fields=["stand_in", "uncovered_in"])
    _tell_stand_in(leave, locked, at)
    assert locked.account is not None
    relieved = {row.stand_in.actor_id for row in before} - {stand_in.actor_id}
    tell_officers(relieved, texts.relieved(locked.account))
    ask = steps.ask_of(locked)
    text = texts.other_stand_in(stand_in)
    tell(ask.actor_id, purpose=texts.PURPOSE, text=text, urgent=True)
    if locked.left_at is None:
        let_go(actor=System("releases"), at=at, ask=ask)
    return leave
