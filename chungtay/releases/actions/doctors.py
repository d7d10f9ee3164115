"""Step one: somebody on duty said yes, and a doctor says whether they may come to be examined."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from chungtay.access.acting import PostHolder
from chungtay.access.models import Account, Post
from chungtay.access.roles import Role
from chungtay.blood.actions import seats
from chungtay.blood.models import Ask, Call
from chungtay.channels.willing import ALARM
from chungtay.donors import mine
from chungtay.donors.actions import pause
from chungtay.donors.models import Donor
from chungtay.journal.act import NotAllowed, action, current, tell
from chungtay.journal.system import System
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.people.merging import cluster
from chungtay.people.models import Organisation, Person
from chungtay.places.models import Place
from chungtay.releases.actions import covering, steps, texts
from chungtay.releases.actions.ending import end, let_go
from chungtay.releases.actions.leaves import ask_leave, commands
from chungtay.releases.models import Clearance, Release, Serving
from chungtay.rosters.actions.checks import refusing
from chungtay.transfusion.eligibility import Outcome, answers

Result = Clearance.Result
ANOTHER = _("Anh/chị đang nhận một lời gọi khác. Xin xong lời ấy trước.")


class NotAnAnswer(Refused):
    code = "clearance.invalid"


class Unfinished(Refused):
    code = "release.unfinished"


@action("releases.begin", sealed=True, words=_("giữ chỗ cho người đang có ca trực"))
def begin(*, actor: Acting, at: datetime, place: Place, ask: Ask, serving: Serving) -> Release:
    """A donor on duty said yes: their place is kept while the steps are taken. `place` is the
    commune of the duty."""
    with refusing("release_one_for_an_account", Unfinished, ANOTHER):
        release: Release = Release.objects.create(
            place=place, call_id=ask.call_id, ask=ask, account_id=serving.account_id,
            serving=serving, begun_at=at, begun_in=current().entry,
        )  # fmt: skip
    return release


@action("releases.ask_doctor", on="ask", sealed=True, words=_("nhờ bác sĩ cho ý kiến"))
def ask_doctor(*, actor: Acting, at: datetime, ask: Ask) -> Clearance:
    """ "Tôi thấy khỏe, hỏi bác sĩ giúp": their own word. The desk of the call's hospital is told.
    Said again, it changes nothing."""
    call = seats.lock(ask.call_id)
    release = steps.running_of(ask)
    if release is None:
        raise steps.Over(_("Không có bước nào đang chờ anh/chị. Cảm ơn anh/chị."))
    _own(actor, ask, release)
    steps.still_running(call, release, at)
    asked = steps.clearance_of(release)
    if asked is not None:
        return asked
    clearance: Clearance = Clearance.objects.create(
        place_id=call.place_id, release=release, ask=ask, asked_at=at, asked_in=current().entry,
        code=_rule(ask, call, at),
    )  # fmt: skip
    tell(
        ask.actor_id, purpose=texts.PURPOSE, text=texts.asked_doctor(), urgent=True,
        expires_at=call.deadline,
    )  # fmt: skip
    for desk in desks(call, at):
        text = texts.to_desk(seats.donor_name(ask), call)
        tell(desk, purpose=ALARM, text=text, urgent=True, expires_at=call.deadline)
    return clearance


def _own(actor: Acting, ask: Ask, release: Release) -> None:
    assert release.account is not None
    if actor.actor_id not in {*cluster(ask.actor_id), release.account.actor_id}:
        raise NotAllowed(_("Chỉ người hiến nói được mình thấy khỏe."))


def _rule(ask: Ask, call: Call, at: datetime) -> str:
    """The code of the published rule that wants a doctor's word today; "" if it is only ours."""
    donor = Donor.objects.unscoped(why="the donor of the ask in hand").get(pk=ask.donor_id)
    person = Person.objects.unscoped(why="the donor of the ask in hand").get(pk=donor.person_id)
    known = mine.history(donor, person)
    strictest = answers(call.wanted, known, on=clock.today(at))[0]
    return strictest.code if strictest.outcome is Outcome.DOCTOR else ""


def desks(call: Call, at: datetime) -> list[int]:
    """The Actors of those who keep the blood desk of the call's hospital."""
    posts = Post.objects.held_at(at).filter(
        role=Role.HOSPITAL_DESK, organisation=_hospital_actor(call), account__is_active=True
    )
    accounts = Account.objects.filter(pk__in=posts.values("account"))
    return sorted(accounts.values_list("actor_id", flat=True))


def _hospital_actor(call: Call) -> int:
    hospitals = Organisation.objects.unscoped(why="whose desk answers for the call in hand")
    return int(hospitals.values_list("actor_id", flat=True).get(pk=call.hospital_id))


@action(
    "releases.answer_doctor", on="clearance", sealed=True, words=_("ghi ý kiến bác sĩ")
)  # fmt: skip
def answer_doctor(
    *, actor: Acting, at: datetime, clearance: Clearance, result: str, doctor: str = "",
    until: date | None = None,
) -> Clearance:  # fmt: skip
    """May come to be examined, or not today (perhaps until a day). The desk of the hospital says
    it, or an officer who telephoned writes down which doctor did. A doctor decides: any earlier
    rule that wanted their word is answered by it."""
    rows = Release.objects.unscoped(why="the release of the question in hand")
    call, release = steps.lock(rows.get(pk=clearance.release_id))
    _check(actor, call, result, doctor, until, at)
    _not_about_ones_own(actor, release)
    locked = steps.clearance_of(release)
    assert locked is not None
    if locked.result:
        raise steps.AnsweredAlready(_("Bác sĩ đã trả lời câu này rồi."))
    steps.still_running(call, release, at)
    locked.result, locked.doctor, locked.until = result, " ".join(doctor.split()), until
    locked.answered_at, locked.answered_in = at, current().entry
    locked.save()
    _go_on(call, release, locked, at)
    return locked


def _check(
    actor: Acting, call: Call, result: str, doctor: str, until: date | None, at: datetime
) -> None:
    if result not in Result.values:
        raise NotAnAnswer(_("Chọn bác sĩ trả lời thế nào."))
    if until is not None and (result == Result.MAY or until <= clock.today(at)):
        raise NotAnAnswer(_("Ngày hẹn lại phải sau hôm nay, và chỉ ghi khi hôm nay chưa được."))
    if not at_the_desk(actor, call) and not doctor.strip():
        raise NotAnAnswer(_("Ghi tên bác sĩ đã trả lời qua điện thoại."))


def at_the_desk(actor: Acting, call: Call) -> bool:
    """Whether this is the blood desk of the call's own hospital."""
    return isinstance(actor, PostHolder) and any(
        post.role == Role.HOSPITAL_DESK and post.organisation_id == _hospital_actor(call)
        for post in actor.posts
    )


def _not_about_ones_own(actor: Acting, release: Release) -> None:
    if release.account is not None and actor.actor_id == release.account.actor_id:
        raise NotAllowed(_("Ý kiến bác sĩ về mình thì người khác ghi."))
    if commands(actor, release):
        raise NotAllowed(_("Chỉ huy không đọc, không ghi ý kiến bác sĩ. Nhờ người khác ghi."))


def _go_on(call: Call, release: Release, clearance: Clearance, at: datetime) -> None:
    system, ask = System("releases"), steps.ask_of(release)
    assert release.account is not None
    if clearance.result == Result.NOT_TODAY:
        if clearance.until is not None:
            _not_before(ask, clearance.until, at)
        tell(ask.actor_id, purpose=texts.PURPOSE, text=texts.another_day(clearance))
        end(actor=system, at=at, release=release, ending=Release.Ending.DOCTOR)
    elif covering.on_duty(release.account.pk, at):
        tell(
            ask.actor_id, purpose=texts.PURPOSE, text=texts.cleared(), urgent=True,
            expires_at=call.deadline,
        )  # fmt: skip
        ask_leave(actor=system, at=at, release=release)
    else:
        tell(ask.actor_id, purpose=texts.PURPOSE, text=texts.off_duty(), urgent=True)
        end(actor=system, at=at, release=release, ending=Release.Ending.FREE)
        let_go(actor=system, at=at, ask=ask)


def _not_before(ask: Ask, until: date, at: datetime) -> None:
    """Nobody asks them before that day; a pause, which looks like any other."""
    donor = Donor.objects.unscoped(why="the donor of the answer in hand").get(pk=ask.donor_id)
    try:
        pause(actor=System("releases"), at=at, donor=donor, until=until)
    except Refused:
        return  # they asked for a pause themselves
