"""Recording what was given, at the place and from before."""

from collections.abc import Mapping
from datetime import date, datetime, time

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chungtay.blood.actions import seats, texts
from chungtay.blood.actions.calls import stand_down
from chungtay.donors.actions.measures import GIFTS
from chungtay.donors.data import TIMES
from chungtay.blood.models import Ask, CallClosure
from chungtay.donors.models import LONG_AGO, Donor, Gift
from chungtay.journal.act import action, current, line, tell
from chungtay.journal.actions import void
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


class AlreadyTakenBack(Refused):
    code = "gift.already_taken_back"


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


def hear(
    donor: Donor, on: date, component: Component | None, birth_year: int | None, today: date
) -> None:
    """A last gift that is no `Gift` for want of its day or kind: it only makes the donor wait."""
    if donor.told_on is None or on >= donor.told_on:
        donor.told_on, donor.told_component = on, component
    remember(donor, on, component, birth_year, today)


DATES = [
    "last_gift_on", "last_component", "next_whole_on", "next_platelets_on", "next_plasma_on",
    "ask_until", "told_on", "told_component",
]  # fmt: skip
"""The columns that `remember` and `hear` set."""


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
        ask__in=Ask.objects.unscoped(why="the asks of the call in hand").filter(call=call),
        withdrawn_in=None,
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


@action("blood.take_back_gift", on="gift", words=_("bỏ một lần hiến ghi nhầm"))
def take_back_gift(*, actor: Acting, at: datetime, gift: Gift) -> Gift:
    """A gift that was recorded by mistake: its line is void, the donor's dates are those that the
    other gifts give, and the donor is told. It may be recorded again; a call that has ended stays
    ended."""
    donor, person = _donor(gift.donor_id)
    mine: Gift = (
        Gift.objects.unscoped(why="the gift an act concerns, checked by its duty")
        .select_for_update(no_key=True)
        .get(pk=gift.pk)
    )
    if mine.withdrawn_in_id is not None:
        raise AlreadyTakenBack(_("Lần hiến này đã bỏ rồi."))
    component = Component(mine.component)
    for counted in _lines(mine, donor):
        void(actor=System("corrections"), at=at, line=counted)
    mine.withdrawn_in = current().entry
    mine.save(update_fields=["withdrawn_in"])
    _recall(donor, person.birth_year, clock.today(at))
    text = texts.taken_back(person.name, component, mine.on)
    tell(donor.actor_id, purpose=seats.AFTERWARDS, text=text)
    return mine


def _lines(gift: Gift, donor: Donor) -> list[Line]:
    """The line that counts a gift, unless somebody has voided it apart."""
    lines = Line.objects.filter(
        entry_id=gift.recorded_in_id, subject_id=donor.actor_id,
        measure__code=GIFTS[Component(gift.component)].code, voids=None,
    )  # fmt: skip
    return list(lines.exclude(pk__in=Line.objects.filter(voids__in=lines).values("voids")))


def _recall(donor: Donor, birth_year: int | None, today: date) -> None:
    """Set the last gift, and what follows from it, from the gifts that stand and from hearsay."""
    standing = Gift.objects.unscoped(why="the other gifts of the donor in hand")
    latest = standing.filter(donor=donor, withdrawn_in=None).order_by("-on").first()
    donor.last_gift_on, donor.last_component = donor.told_on, donor.told_component
    if latest is not None and (donor.told_on is None or latest.on >= donor.told_on):
        donor.last_gift_on, donor.last_component = latest.on, latest.component
    remember(donor, None, None, birth_year, today)
    donor.save(update_fields=DATES)


@action("donors.record_past_gifts", on="donor", words=_("ghi các lần hiến trước đây"))
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
