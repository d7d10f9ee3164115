"""What a donor says back: a tap, a "1", or a phone call that an officer writes down."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from chungtay.blood.actions import seats, texts
from chungtay.blood.actions.hearing import Hearing, gather, hearing
from chungtay.blood.models import Ask, Reply, Seat
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
    with hearing(ask) as heard:
        return take_place(heard, ask, at)


def take_place(heard: Hearing, ask: Ask, at: datetime) -> Seat | None:
    """A yes to a locked call, in whichever act it is said."""
    call, holding = heard.call, heard.holding
    if (mine := heard.seat(ask)) is not None:
        return mine
    _not_given(heard, ask)
    over = heard.closed or at >= call.deadline
    seat = None if over else seats.take(call, ask, holding, at)
    if seat is None and heard.last.get(ask.pk) == Answer.COMING:
        return None
    heard.reply(ask, Answer.COMING)
    if seat is None:
        heard.no_place_left(ask)
        text = texts.plain(texts.OVER if over else texts.ENOUGH)
        tell(ask.actor_id, purpose=seats.AFTERWARDS, text=text, urgent=True)
        return None
    heard.holding = [*holding, seat]
    if seats.settle(call, ask, seat, at):
        heard.look_again()
    if len(holding) == call.units:  # with this one all, the reserve's too
        heard.enough(at)
    return seat


def _not_given(heard: Hearing, ask: Ask) -> None:
    if ask.pk in heard.gave:
        raise AlreadyGave(_("Anh/chị đã hiến trong lần này rồi. Cảm ơn anh/chị."))


def _say_no(actor: Acting, ask: Ask, answer: Reply.Answer, at: datetime, text: str) -> None:
    """Record a refusal once, giving up the place if there is one."""
    own(actor, ask)
    with hearing(ask) as heard:
        if heard.last.get(ask.pk) == answer:
            return
        _not_given(heard, ask)
        heard.leave(ask, answer, at)
        tell(ask.actor_id, purpose=seats.AFTERWARDS, text=text)


@action("blood.not_today", on="ask", words=_("trả lời hôm nay chưa được"))
def not_today(*, actor: Acting, at: datetime, ask: Ask) -> None:
    """ "Hôm nay chưa được". No reason is asked."""
    _say_no(actor, ask, Answer.NOT_TODAY, at, texts.plain(texts.ANOTHER_TIME))


@action("blood.cannot_come", on="ask", words=_("báo không đến được nữa"))
def cannot_come(*, actor: Acting, at: datetime, ask: Ask) -> None:
    """ "Tôi không đến được nữa": the place is free again, whoever is in reserve moves up."""
    _say_no(actor, ask, Answer.CANNOT_COME, at, texts.plain(texts.UNDERSTOOD))


@action("blood.stop_asking", on="ask", words=_("xin thôi được hỏi"))
def stop_asking(*, actor: Acting, at: datetime, ask: Ask) -> None:
    """ "Đừng hỏi tôi nữa": the consent ends with this answer, whatever became of the call.

    Whoever has given keeps that gift; nothing is a reason not to stop asking.
    """
    own(actor, ask)
    with hearing(ask) as heard:
        withdrawn = _take_back_consent(ask, at)
        news = ask.pk not in heard.gave and heard.last.get(ask.pk) != Answer.STOP
        if news:
            heard.leave(ask, Answer.STOP, at)
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
    answerable(_verb, load=load, gather=gather)
answerable("blood.stop_asking", load=load, gather=gather, always=True)
