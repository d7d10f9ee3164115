"""Doubts about a call: said by a donor with one tap, looked into by who leads the ward and by the
province's duty officer."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chungtay.access.models import Account, Delegation, Post
from chungtay.access.roles import Role
from chungtay.blood.actions import seats, texts
from chungtay.blood.actions.answers import load, own
from chungtay.blood.actions.calls import stand_down
from chungtay.blood.actions.hearing import hearing
from chungtay.blood.models import Ask, Call, CallClosure, Reply
from chungtay.channels.willing import ALARM
from chungtay.journal.act import action, current, tell
from chungtay.journal.answers import answerable
from chungtay.journal.models import Entry
from chungtay.journal.system import System
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.places.models import Place
from chungtay.upkeep.actions import notices
from chungtay.upkeep.models import Doubt, Finding


class NothingDoubted(Refused):
    code = "doubt.none"


class OwnCall(Refused):
    code = "doubt.own_call"


@action("upkeep.report_call", on="ask", words=_("báo một lời gọi đáng ngờ"))
def report_call(*, actor: Acting, at: datetime, ask: Ask) -> Doubt:
    """ "Báo lời gọi này". No reason is asked; the first doubt alarms, later ones are counted."""
    own(actor, ask)
    call = seats.lock(ask.call_id)
    doubts = Doubt.objects.unscoped(why="doubts about the call in hand").filter(call=call)
    before: Doubt | None = doubts.filter(ask=ask).first()
    if before is not None:
        return before
    news = not doubts.filter(finding=None).exists()
    made: Doubt = Doubt.objects.create(
        place_id=ask.place_id, call=call, ask=ask, said_in=current().entry
    )
    with hearing(ask) as heard:
        if heard.seat(ask) is not None:
            # They read that they need not go: their place is for somebody else.
            heard.leave(ask, Reply.Answer.CANNOT_COME, at)
    tell(ask.actor_id, purpose=seats.AFTERWARDS, text=texts.plain(notices.DOUBT_HEARD))
    if news:
        words = notices.doubted(call, seats.hospital_name(call))
        for officer in watching(call, at):
            tell(officer, purpose=ALARM, text=words, urgent=True)
    return made


def watching(call: Call, at: datetime) -> list[int]:
    """The Actors who look into doubts: who leads the ward, and the province's duty officer."""
    place = Place.objects.get(pk=call.place_id)
    leads = Q(
        role__in=[Role.POLICE_CHIEF, Role.POLICE_DEPUTY],
        place__in=[place.pk, place.commune_id or place.pk],
    )
    above = Q(role=Role.PROVINCE_DUTY, place=place.province_id)
    posts = Post.objects.held_at(at).filter(leads | above).values("pk")
    standing_in = Delegation.objects.running(at).filter(post__in=posts).values("to")
    people = Account.objects.filter(Q(posts__in=posts) | Q(pk__in=standing_in), is_active=True)
    return sorted(set(people.values_list("actor_id", flat=True)))


@action("upkeep.settle_doubts", on="call", words=_("xem xét lời gọi bị báo"))
def settle_doubts(*, actor: Acting, at: datetime, call: Call, verdict: Finding.Verdict) -> Finding:
    """What came out: the call is genuine and goes on, or it is false and stops at once. Whoever
    doubted is told and thanked either way. Not by whoever made the call."""
    locked = seats.lock(call.pk)
    doubts = Doubt.objects.unscoped(why="doubts about the call in hand")
    open_ = doubts.filter(call=locked, finding=None)
    donors = list(
        open_.crossing("ask", why="who doubted, to be thanked").values_list("ask__actor", flat=True)
    )
    if not donors:
        raise NothingDoubted(_("Không còn lời báo nào chờ xem về lời gọi này."))
    if Entry.objects.values_list("actor_id", flat=True).get(pk=locked.opened_in_id) == (
        actor.actor_id
    ):
        raise OwnCall(_("Lời gọi mình mở thì người khác xem xét."))
    finding: Finding = Finding.objects.create(
        place_id=locked.place_id, call=locked, verdict=verdict, found_in=current().entry
    )
    open_.update(finding=finding)
    genuine = verdict == Finding.Verdict.GENUINE
    if not genuine and not seats.closed(locked):
        false = CallClosure.Reason.FALSE
        stand_down(actor=System("calls"), at=at, call=locked, reason=false)
    text = texts.plain(notices.DOUBT_GENUINE if genuine else notices.DOUBT_FALSE)
    for donor in donors:
        tell(donor, purpose=seats.AFTERWARDS, text=text)
    return finding


answerable("upkeep.report_call", load=load, always=True)
