"""Recording what was given, at the place and from before."""

from collections.abc import Mapping
from datetime import date, datetime, time

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chungtay.blood.actions import seats, texts
from chungtay.blood.actions.calls import stand_down
from chungtay.blood.actions.measures import GIFTS
from chungtay.blood.data import TIMES
from chungtay.blood.models import LONG_AGO, Ask, CallClosure, Donor, Gift
from chungtay.journal.act import action, current, line, tell
from chungtay.journal.models import Line
from chungtay.journal.system import System
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.kit.quantities import Quantity, exact
from chungtay.people.models import Person
from chungtay.transfusion import eligibility
from chungtay.transfusion.groups import GIVEN, Component


class AlreadyRecorded(Refused):
    code = "gift.already_recorded"


class NotAGift(Refused):
    code = "gift.invalid"


def noon(on: date) -> datetime:
    """A moment of that day in Viet Nam, for a gift of which only the day is known."""
    return datetime.combine(on, time(12), tzinfo=clock.VN)


def remember(
    donor: Donor, on: date | None, component: Component | None, birth_year: int | None, today: date
) -> Mapping[Component, date]:
    """Set the last gift, if it is later than the one known, and the dates that follow from it."""
    if on is not None and (donor.last_gift_on is None or on >= donor.last_gift_on):
        donor.last_gift_on, donor.last_component = on, component
    last = Component(donor.last_component) if donor.last_component else None
    days = eligibility.first_days(donor.last_gift_on, last, birth_year, on=today)
    for wanted in GIVEN:
        setattr(donor, f"next_{wanted}_on", days.get(wanted, LONG_AGO))
    if birth_year is not None:
        donor.ask_until = eligibility.perhaps_too_old(birth_year, on=today)
    return days


DATES = [
    "last_gift_on", "last_component", "next_whole_on", "next_platelets_on", "next_plasma_on",
    "ask_until",
]  # fmt: skip
"""The columns that `remember` sets."""


@action("blood.record_gift", on="ask", words=_("ghi một lần hiến"))
def record_gift(
    *, actor: Acting, at: datetime, ask: Ask, component: Component | None = None
) -> Gift:
    """Somebody who was asked has given. The call ends when it has its units."""
    call = seats.lock(ask.call_id)
    given = component or call.wanted
    donor, person = _donor(ask.donor_id)
    gift = _write(donor, given, clock.today(at), Gift.Kind.CONFIRMED, call.place_id, ask)
    line(GIFTS[given], exact(1), subject=donor.actor_id)
    days = remember(donor, gift.on, given, person.birth_year, gift.on)
    donor.save(update_fields=DATES)
    text = texts.thanks(person.name, given, gift.on, days)
    tell(donor.actor_id, purpose=seats.AFTERWARDS, text=text)
    gifts = Gift.objects.unscoped(why="how many gifts the call in hand has").filter(
        ask__in=Ask.objects.unscoped(why="the asks of the call in hand").filter(call=call)
    )
    if gifts.count() >= call.units and not seats.closed(call):
        stand_down(actor=System("calls"), at=at, call=call, reason=CallClosure.Reason.FILLED)
    return gift


def _donor(donor_id: int) -> tuple[Donor, Person]:
    donor = (
        Donor.objects.unscoped(why="the donor a gift is recorded of")
        .select_for_update(no_key=True)
        .get(pk=donor_id)
    )
    persons = Person.objects.unscoped(why="the donor a gift is recorded of")
    return donor, persons.get(pk=donor.person_id)


def _write(
    donor: Donor, component: Component, on: date, kind: Gift.Kind, place_id: int, ask: Ask | None
) -> Gift:
    try:
        with transaction.atomic():
            gift: Gift = Gift.objects.create(
                place_id=place_id, donor=donor, ask=ask, component=component, on=on, kind=kind,
                recorded_in=current().entry,
            )  # fmt: skip
            return gift
    except IntegrityError as error:
        raise AlreadyRecorded(_("Lần hiến này đã ghi rồi.")) from error


@action("blood.record_past_gifts", on="donor", words=_("ghi các lần hiến trước đây"))
def record_past_gifts(
    *, actor: Acting, at: datetime, donor: Donor, component: Component, count: Quantity, on: date
) -> Line:
    """Gifts from before the book: how many ("trên 8 lần" stays so), up to the day `on`.

    A single gift counts as given on that very day, and moves the donor's next dates.
    """
    if on > clock.today(at):
        raise NotAGift(_("Ngày hiến phải từ hôm nay trở về trước."))
    if component not in GIFTS:
        raise NotAGift(_("Chọn máu toàn phần, tiểu cầu hoặc huyết tương."))
    count = count.within(TIMES)
    if count == exact(1):
        locked, person = _donor(donor.pk)
        _write(locked, component, on, Gift.Kind.OPENING, donor.place_id, None)
        remember(locked, on, component, person.birth_year, clock.today(at))
        locked.save(update_fields=DATES)
    return line(GIFTS[component], count, subject=donor.actor_id, at=noon(on))
