"""One donor, written down: by an officer, on the public page, in a talk on Zalo."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chungtay.donors.actions.gifts import NotAGift, hear, noon, remember
from chungtay.donors.actions.measures import DONORS, GIFTS
from chungtay.donors.actions.wishes import WISHED, NotAWish
from chungtay.donors.data import TIMES
from chungtay.donors.models import LONG_AGO, Donor, Gift
from chungtay.donors.placing import middle
from chungtay.donors.purposes import ASK
from chungtay.donors.wishes import ANY, Wishes
from chungtay.journal.act import action, current, line
from chungtay.kit import clock, phones
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.kit.quantities import Quantity, exact
from chungtay.kit.vietnamese import fold
from chungtay.lists.actions.rows import known
from chungtay.people.actions import add_contact, give_consent, register
from chungtay.people.models import Consent, ContactPoint, Person
from chungtay.places.models import Place
from chungtay.transfusion.groups import Component, Group
from chungtay.transfusion.weight import Band


class AlreadyADonor(Refused):
    code = "donor.already"


@action("donors.register_donor", words=_("ghi tên một người hiến"))
def register_donor(
    *, actor: Acting, at: datetime, place: Place, name: str, phone: str, group: Group,
    source: Donor.Source, means: Consent.Means, birth_year: int | None = None,
    last_on: date | None = None, last_component: Component | None = None,
    weight: Band | None = None, past: Mapping[Component, Quantity] | None = None,
    wishes: Wishes = ANY, person: Person | None = None,
) -> Donor:  # fmt: skip
    """Write down somebody who lives at `place` and agreed, by `means`, to be asked.

    `past`: how many times they gave before, the last time among them ("trên 8 lần" stays so); then
    the last gift only sets the days. `person`: who it is, if they are known otherwise than by name
    and number. Somebody who had left comes back.
    """
    today = clock.today(at)
    if last_on is not None and last_on > today:
        raise NotAGift(_("Ngày hiến phải từ hôm nay trở về trước."))
    if not wishes.possible:
        raise NotAWish(_("Chọn ít nhất một cách hỏi và một ngày; giờ cuối phải sau giờ đầu."))
    person = _whose(actor, at, place, person, name, phone, birth_year)
    _agree(actor, at, person, means)
    counted = {kind: n.within(TIMES) for kind, n in (past or {}).items()}
    donor = _row(person)
    donor.place, donor.loc = place, middle(place)
    donor.group, donor.source, donor.weight = group, source, weight
    for field in WISHED:
        setattr(donor, field, getattr(wishes, field))
    exactly = last_on is not None and last_component is not None and not counted
    if last_on is not None and not exactly:
        hear(donor, last_on, last_component, person.birth_year, today)
    remember(donor, last_on, last_component, person.birth_year, today)
    _save(donor)
    line(DONORS, exact(1), subject=donor.actor_id)
    if exactly and last_on is not None and last_component is not None:
        Gift.objects.create(
            place=place, donor=donor, component=last_component, on=last_on,
            kind=Gift.Kind.OPENING, recorded_in=current().entry,
        )  # fmt: skip
        line(GIFTS[last_component], exact(1), subject=donor.actor_id, at=noon(last_on))
    for kind, count in counted.items():
        line(GIFTS[kind], count, subject=donor.actor_id, at=noon(last_on or today))
    return donor


def _whose(
    actor: Acting, at: datetime, place: Place, person: Person | None, name: str, phone: str,
    birth_year: int | None,
) -> Person:  # fmt: skip
    """Whoever is meant, by name and number; written down if nobody knew them."""
    number = phones.normalise(phone)
    if person is None:
        person = known([(number, fold(name))]).get((number, fold(name)))
    if person is None:
        person = register(actor=actor, at=at, place=place, name=name, birth_year=birth_year)
    points = ContactPoint.objects.unscoped(why="does the person in hand have this number already")
    here = points.filter(person=person, kind=ContactPoint.Kind.PHONE, value=number, ended_in=None)
    if not here.exists():
        add_contact(actor=actor, at=at, person=person, kind=ContactPoint.Kind.PHONE, value=number)
    return person


def _agree(actor: Acting, at: datetime, person: Person, means: Consent.Means) -> None:
    standing = Consent.objects.unscoped(why="does the person in hand agree already").filter(
        person=person, purpose=ASK.code, withdrawn_at=None
    )
    if not standing.exists():
        give_consent(actor=actor, at=at, person=person, purpose=ASK.code, means=means)


def _row(person: Person) -> Donor:
    """Their row, if they were a donor and left; else a new one."""
    rows = Donor.objects.unscoped(why="whether the person in hand was a donor before")
    left: Donor | None = (
        rows.select_for_update(no_key=True).filter(person=person, ended_in__isnull=False).first()
    )
    donor = left or Donor(person=person, actor_id=person.actor_id)
    donor.registered_in, donor.ended_in, donor.ask_from = current().entry, None, LONG_AGO
    return donor


def _save(donor: Donor) -> None:
    try:
        with transaction.atomic():
            donor.save()
    except IntegrityError as error:
        raise AlreadyADonor(_("Người này đã có trong sổ hiến máu.")) from error
