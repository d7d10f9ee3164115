"""Recording what was given at the place, and taking back what was recorded by mistake."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chungtay.blood import coming
from chungtay.blood.actions import seats, texts
from chungtay.blood.actions.calls import stand_down
from chungtay.blood.models import Ask, CallClosure, Given
from chungtay.blood.verifying import speaks_for
from chungtay.donors.actions.gifts import AlreadyRecorded, locked, take_out, write
from chungtay.donors.actions.measures import GIFTS
from chungtay.donors.models import Gift
from chungtay.journal.act import action, current, line, tell
from chungtay.journal.system import System
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.kit.quantities import exact
from chungtay.transfusion.groups import Component


class AlreadyTakenBack(Refused):
    code = "gift.already_taken_back"


@action("blood.record_gift", on="ask", words=_("ghi một lần hiến"))
def record_gift(
    *, actor: Acting, at: datetime, ask: Ask, component: Component | None = None,
    told_by: str = "",
) -> Gift:  # fmt: skip
    """Somebody who was asked has given. The call ends when it has its units.

    The hospital's desk confirms it; an officer writes it down on the word of `told_by` there, of
    whoever confirmed the call if nobody else is named.
    """
    call = seats.lock(ask.call_id)
    word = "" if speaks_for(actor, call) else " ".join(told_by.split()) or call.confirmed_by
    given, today = component or call.wanted, clock.today(at)
    coming.leaving(ask, at)
    donor, person = locked(ask.donor_id)
    gift, days = write(donor, given, today, Gift.Kind.CONFIRMED, call.place_id, today)
    _answers(ask, gift, word)
    line(GIFTS[given], exact(1), subject=donor.actor_id)
    text = texts.thanks(person.name, given, gift.on, days)
    tell(donor.actor_id, purpose=seats.AFTERWARDS, text=text)
    if seats.gifts(call) >= call.units and not seats.closed(call):
        stand_down(actor=System("calls"), at=at, call=call, reason=CallClosure.Reason.FILLED)
    return gift


def _answers(ask: Ask, gift: Gift, told_by: str) -> None:
    try:
        with transaction.atomic():
            Given.objects.create(place_id=ask.place_id, ask=ask, gift=gift, told_by=told_by)
    except IntegrityError as error:
        raise AlreadyRecorded(_("Lần hiến này đã ghi rồi.")) from error


@action("blood.take_back_gift", on="gift", words=_("bỏ một lần hiến ghi nhầm"))
def take_back_gift(*, actor: Acting, at: datetime, gift: Gift) -> Gift:
    """A gift that was recorded by mistake: its line is void, the donor's dates are those that the
    other gifts give, and the donor is told. It may be recorded again; a call that has ended stays
    ended."""
    donor, person = locked(gift.donor_id)
    mine: Gift = (
        Gift.objects.unscoped(why="the gift an act concerns, checked by its duty")
        .select_for_update(no_key=True)
        .get(pk=gift.pk)
    )
    if mine.withdrawn_in_id is not None:
        raise AlreadyTakenBack(_("Lần hiến này đã bỏ rồi."))
    take_out(mine, donor, person.birth_year, at)
    Given.objects.unscoped(why="which call the gift in hand answered").filter(gift=mine).update(
        taken_back_in=current().entry
    )
    text = texts.taken_back(person.name, Component(mine.component), mine.on)
    tell(donor.actor_id, purpose=seats.AFTERWARDS, text=text)
    return mine
