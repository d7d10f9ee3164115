"""One donor, written down by an officer."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chungtay.donors.actions.gifts import NotAGift, hear, noon, remember
from chungtay.donors.actions.measures import DONORS, GIFTS
from chungtay.donors.models import Donor, Gift
from chungtay.donors.placing import middle
from chungtay.donors.purposes import ASK
from chungtay.journal.act import action, current, line
from chungtay.kit import clock, phones
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.kit.quantities import exact
from chungtay.kit.vietnamese import fold
from chungtay.lists.actions.rows import known
from chungtay.people.actions import add_contact, give_consent, register
from chungtay.people.models import Consent, ContactPoint
from chungtay.places.models import Place
from chungtay.transfusion.groups import Component, Group


class AlreadyADonor(Refused):
    code = "donor.already"


@action("donors.register_donor", words=_("ghi tên một người hiến"))
def register_donor(
    *, actor: Acting, at: datetime, place: Place, name: str, phone: str, group: Group,
    source: Donor.Source, means: Consent.Means, birth_year: int | None = None,
    last_on: date | None = None, last_component: Component | None = None,
) -> Donor:  # fmt: skip
    """Write down somebody who lives at `place` and agreed, by `means`, to be asked."""
    if last_on is not None and last_on > clock.today(at):
        raise NotAGift(_("Ngày hiến phải từ hôm nay trở về trước."))
    number = phones.normalise(phone)
    person = known([(number, fold(name))]).get((number, fold(name)))
    if person is None:
        person = register(actor=actor, at=at, place=place, name=name, birth_year=birth_year)
        add_contact(actor=actor, at=at, person=person, kind=ContactPoint.Kind.PHONE, value=number)
    standing = Consent.objects.unscoped(why="does the person in hand agree already").filter(
        person=person, purpose=ASK.code, withdrawn_at=None
    )
    if not standing.exists():
        give_consent(actor=actor, at=at, person=person, purpose=ASK.code, means=means)
    donor = Donor(
        place=place, person=person, actor_id=person.actor_id, group=group, source=source,
        loc=middle(place), registered_in=current().entry,
    )  # fmt: skip
    if last_on is not None and last_component is None:
        hear(donor, last_on, None, person.birth_year, clock.today(at))
    remember(donor, last_on, last_component, person.birth_year, clock.today(at))
    try:
        with transaction.atomic():
            donor.save()
    except IntegrityError as error:
        raise AlreadyADonor(_("Người này đã có trong sổ hiến máu.")) from error
    line(DONORS, exact(1), subject=donor.actor_id)
    if last_on is not None and last_component is not None:
        Gift.objects.create(
            place=place, donor=donor, component=last_component, on=last_on,
            kind=Gift.Kind.OPENING, recorded_in=current().entry,
        )  # fmt: skip
        line(GIFTS[last_component], exact(1), subject=donor.actor_id, at=noon(last_on))
    return donor
