"""What was given: the rows, the days that follow from them, and gifts from before the book."""

from collections.abc import Mapping
from datetime import date, datetime, time

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chungtay.donors.actions.measures import GIFTS
from chungtay.donors.data import TIMES
from chungtay.donors.models import LONG_AGO, NEVER, Donor, Gift
from chungtay.journal.act import action, current, line
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
from chungtay.transfusion.weight import Band, most_taken


class AlreadyRecorded(Refused):
    code = "gift.already_recorded"


class NotAGift(Refused):
    code = "gift.invalid"


class ConfirmedElsewhere(Refused):
    code = "gift.confirmed"


def noon(on: date) -> datetime:
    """A moment of that day in Viet Nam, for a gift of which only the day is known."""
    return datetime.combine(on, time(12), tzinfo=clock.VN)


def remember(
    donor: Donor, on: date | None, component: Component | None, birth_year: int | None, today: date
) -> Mapping[Component, date]:
    """Set the last gift, if it is later than the one known, and the dates that follow from it, from
    their age and from their weight. Gives the days on which they may come again."""
    if on is not None and (donor.last_gift_on is None or on >= donor.last_gift_on):
        donor.last_gift_on, donor.last_component = on, component
    last = Component(donor.last_component) if donor.last_component else None
    days = eligibility.first_days(donor.last_gift_on, last, birth_year, on=today)
    for wanted in GIVEN:
        allowed = _heavy_enough(donor, wanted, today)
        setattr(donor, f"next_{wanted}_on", days.get(wanted, LONG_AGO) if allowed else NEVER)
    if birth_year is not None:
        donor.ask_until = eligibility.perhaps_too_old(birth_year, on=today)
    return days


def _heavy_enough(donor: Donor, wanted: Component, today: date) -> bool:
    """Whether anything may be taken from somebody of their weight; yes while nobody said it."""
    return donor.weight is None or most_taken(wanted, Band(donor.weight), on=today) is not None


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


def locked(donor_id: int) -> tuple[Donor, Person]:
    """The donor whose gift is in hand, held until the act is over, and their person."""
    donor = (
        Donor.objects.unscoped(why="the donor a gift is recorded of")
        .select_for_update(no_key=True)
        .get(pk=donor_id)
    )
    persons = Person.objects.unscoped(why="the donor a gift is recorded of")
    return donor, persons.get(pk=donor.person_id)


def write(
    donor: Donor, component: Component, on: date, kind: Gift.Kind, place_id: int, today: date
) -> tuple[Gift, Mapping[Component, date]]:
    """One gift of a locked donor, without its line; gives the days on which they may come again.
    Raises AlreadyRecorded if they gave that day."""
    persons = Person.objects.unscoped(why="the donor a gift is recorded of")
    born = persons.values_list("birth_year", flat=True).get(pk=donor.person_id)
    try:
        with transaction.atomic():
            gift: Gift = Gift.objects.create(
                place_id=place_id, donor=donor, component=component, on=on, kind=kind,
                recorded_in=current().entry,
            )  # fmt: skip
    except IntegrityError as error:
        raise AlreadyRecorded(_("Lần hiến này đã ghi rồi.")) from error
    days = remember(donor, on, component, born, today)
    donor.save(update_fields=DATES)
    return gift, days


def take_out(gift: Gift, donor: Donor, birth_year: int | None, at: datetime) -> None:
    """A locked gift no longer stands: its line is void, and the donor's dates are those that the
    other gifts give."""
    for counted in _lines(gift, donor):
        void(actor=System("corrections"), at=at, line=counted)
    gift.withdrawn_in = current().entry
    gift.save(update_fields=["withdrawn_in"])
    _recall(donor, birth_year, clock.today(at))


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
        mine, _person = locked(donor.pk)
        write(mine, component, on, Gift.Kind.OPENING, donor.place_id, clock.today(at))
    return line(GIFTS[component], count, subject=donor.actor_id, at=noon(on))


@action("donors.take_back_past_gifts", on="donor", words=_("bỏ các lần hiến trước đây ghi nhầm"))
def take_back_past_gifts(*, actor: Acting, at: datetime, donor: Donor, past: Line) -> None:
    """Gifts from before the book were written down wrongly: their line is void, and the donor's
    dates are those that the others give. What a hospital confirmed is taken back by who wrote it.
    """
    mine, person = locked(donor.pk)
    kinds = {GIFTS[component].id: component for component in GIFTS}
    if past.subject_id != mine.actor_id or past.measure_id not in kinds:
        raise NotAGift(_("Dòng này không phải của anh/chị."))
    gifts = Gift.objects.unscoped(why="the gifts of the donor in hand").filter(
        donor=mine, recorded_in=past.entry_id, component=kinds[past.measure_id], withdrawn_in=None
    )
    if gifts.filter(kind=Gift.Kind.CONFIRMED).exists():
        raise ConfirmedElsewhere(_("Lần này nơi nhận máu đã xác nhận. Nếu sai, xin báo phường."))
    gift = gifts.filter(on=clock.today(past.at)).first() if past.lo == past.hi == 1 else None
    if gift is None:
        void(actor=System("corrections"), at=at, line=past)
        return
    take_out(gift, mine, person.birth_year, at)
