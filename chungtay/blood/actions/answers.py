"""What a donor says back: a tap, a "1", or a phone call that an officer writes down."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from chungtay.blood.actions import endings, seats, texts
from chungtay.blood.models import Ask, Call, Reply, Seat
from chungtay.donors.models import Donor
from chungtay.donors.purposes import ASK
from chungtay.journal.act import NotAllowed, action, tell
from chungtay.journal.answers import answerable
from chungtay.journal.models import Actor
from chungtay.journal.system import System
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.people.actions import NotGiven, withdraw_consent
from chungtay.people.models import Person

Answer = Reply.Answer


class AlreadyGave(Refused):
    code = "answer.already_gave"


def own(actor: Acting, ask: Ask) -> None:
    """A donor answers for nobody else, whoever forwarded the message."""
    if actor.actor_id == ask.actor_id:
        return
    if Actor.objects.filter(pk=actor.actor_id, kind=Actor.Kind.PERSON).exists():
        raise NotAllowed(_("Lời hỏi này gửi cho một người khác."))


@action("blood.come", on="ask", words=_("nhận lời đến hiến"))
def come(*, actor: Acting, at: datetime, ask: Ask) -> Seat | None:
    """ "Tôi đến được": the first `units` have a place, one more is in reserve, then it is enough.

    Said again, it changes nothing. Gives the place, or nothing if all are taken or it is over.
    """
    own(actor, ask)
    return take_place(seats.lock(ask.call_id), ask, at)


def take_place(call: Call, ask: Ask, at: datetime) -> Seat | None:
    """A yes to a locked call, in whichever act it is said."""
    holding = seats.held(call)
    mine = next((seat for seat in holding if seat.ask_id == ask.pk), None)
    if mine is not None:
        return mine
    before = seats.last_answer(ask)
    if before and seats.gave(ask.pk):
        raise AlreadyGave(_("Anh/chị đã hiến trong lần này rồi. Cảm ơn anh/chị."))
    again = before == Answer.COMING
    over = seats.closed(call) or at >= call.deadline
    seat = None if over else seats.take(call, ask, holding)
    if not again or seat is not None:
        seats.reply(ask, Answer.COMING)
        _tell_coming(call, ask, seat, over, at)
    if seat is not None and len(holding) == call.units:  # with this one all, the reserve's too
        endings.stand_down_waiting(call, at)
    return seat


def _tell_coming(call: Call, ask: Ask, seat: Seat | None, over: bool, at: datetime) -> None:
    if seat is not None:
        seats.settle(call, ask, seat, at)
        return
    endings.no_place_left(ask)
    text = texts.plain(texts.OVER if over else texts.ENOUGH)
    tell(ask.actor_id, purpose=seats.AFTERWARDS, text=text, urgent=True)


def _say_no(ask: Ask, answer: Reply.Answer, at: datetime, text: str) -> bool:
    """Record a refusal once, giving up the place if there is one; False if it was said before."""
    call = seats.lock(ask.call_id)
    if seats.last_answer(ask) == answer:
        return False
    if seats.gave(ask.pk):
        raise AlreadyGave(_("Anh/chị đã hiến trong lần này rồi. Cảm ơn anh/chị."))
    seats.reply(ask, answer)
    seats.free(call, ask, at, Seat.Freed.LEFT)
    tell(ask.actor_id, purpose=seats.AFTERWARDS, text=text)
    return True


@action("blood.not_today", on="ask", words=_("trả lời hôm nay chưa được"))
def not_today(*, actor: Acting, at: datetime, ask: Ask) -> None:
    """ "Hôm nay chưa được". No reason is asked."""
    own(actor, ask)
    _say_no(ask, Answer.NOT_TODAY, at, texts.plain(texts.ANOTHER_TIME))


@action("blood.cannot_come", on="ask", words=_("báo không đến được nữa"))
def cannot_come(*, actor: Acting, at: datetime, ask: Ask) -> None:
    """ "Tôi không đến được nữa": the place is free again, whoever is in reserve moves up."""
    own(actor, ask)
    _say_no(ask, Answer.CANNOT_COME, at, texts.plain(texts.UNDERSTOOD))


@action("blood.stop_asking", on="ask", words=_("xin thôi được hỏi"))
def stop_asking(*, actor: Acting, at: datetime, ask: Ask) -> None:
    """ "Đừng hỏi tôi nữa": the consent ends with this answer, whatever became of the call.

    Whoever has given keeps that gift; nothing is a reason not to stop asking.
    """
    own(actor, ask)
    call = seats.lock(ask.call_id)
    withdrawn = _take_back_consent(ask, at)
    news = not seats.gave(ask.pk) and seats.last_answer(ask) != Answer.STOP
    if news:
        seats.reply(ask, Answer.STOP)
        seats.free(call, ask, at, Seat.Freed.LEFT)
    if news or withdrawn:
        tell(ask.actor_id, purpose=seats.AFTERWARDS, text=texts.plain(texts.FAREWELL))


def _take_back_consent(ask: Ask, at: datetime) -> bool:
    donor = Donor.objects.unscoped(why="the donor who answers").get(pk=ask.donor_id)
    person = Person.objects.unscoped(why="the person who answers").get(pk=donor.person_id)
    # The donor may answer and nothing else; taking their consent out of force is our part.
    try:
        withdraw_consent(actor=System("consents"), at=at, person=person, purpose=ASK.code)
    except NotGiven:
        return False
    return True


def load(acting: Acting, args: Mapping[str, int | str]) -> dict[str, Any]:
    """The ask a message spoke of. Whose it is, the verb checks."""
    asks = Ask.objects.unscoped(why="named by a message; the verb checks whose it is")
    return {"ask": asks.get(pk=int(args["ask"]))}


for _verb in ("blood.come", "blood.not_today", "blood.cannot_come"):
    answerable(_verb, load=load)
answerable("blood.stop_asking", load=load, always=True)
