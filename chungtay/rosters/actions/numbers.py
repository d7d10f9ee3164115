"""The number of a ward's desk, which its pages tell whoever is stuck."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chungtay.journal.act import action, current
from chungtay.kit import phones
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.places.models import Place
from chungtay.rosters.models import DutyNumber


class NoNumber(Refused):
    code = "duty_number"


@action("rosters.set_duty_number", words=_("ghi số trực ban của phường"))
def set_duty_number(
    *, actor: Acting, at: datetime, place: Place, phone: str
) -> DutyNumber | None:  # fmt: skip
    """From now on this is the ward's number; with none, the pages tell no number."""
    if place.commune_id is None:
        raise NoNumber(_("Số trực ban là của một phường, xã."))
    ward = Place.objects.select_for_update(no_key=True).get(pk=place.commune_id)
    rows = DutyNumber.objects.unscoped(why="the number of the ward in hand").filter(ended_in=None)
    before: DutyNumber | None = rows.filter(place=ward).first()
    number = phones.normalise(phone) if phone.strip() else ""
    if number == (before.phone if before else ""):
        return before
    if before is not None:
        before.ended_in = current().entry
        before.save(update_fields=["ended_in"])
    if not number:
        return None
    made: DutyNumber = DutyNumber.objects.create(place=ward, phone=number, set_in=current().entry)
    return made
