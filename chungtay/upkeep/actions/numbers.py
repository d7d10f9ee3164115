"""The number of a hospital that officers ring back."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chungtay.blood.models import ListedNumber
from chungtay.blood.verifying import number_of
from chungtay.journal.act import action, current
from chungtay.kit import phones
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.people.models import Organisation


class NotListed(Refused):
    code = "number.invalid"


@action("upkeep.list_number", on="hospital", words=_("ghi số niêm yết của bệnh viện"))
def list_number(
    *, actor: Acting, at: datetime, hospital: Organisation, phone: str, source: str
) -> ListedNumber:
    """The number a hospital makes public (`source`: where). It takes the place of an earlier one;
    calls keep the number that was rung for them."""
    if hospital.kind != Organisation.Kind.HOSPITAL:
        raise NotListed(_("Chỉ bệnh viện có số niêm yết ở đây."), code="number.no_hospital")
    if not source.strip():
        raise NotListed(_("Ghi số này bệnh viện niêm yết ở đâu."), code="number.source")
    hospitals = Organisation.objects.unscoped(why="the hospital in hand, one change at a time")
    hospitals.select_for_update(no_key=True).get(pk=hospital.pk)
    number, before = phones.normalise(phone), number_of(hospital.pk)
    if before is not None:
        if (before.phone, before.source) == (number, source.strip()):
            raise NotListed(_("Số này đang niêm yết rồi."), code="number.same")
        before.ended_in = current().entry
        before.save(update_fields=["ended_in"])
    made: ListedNumber = ListedNumber.objects.create(
        place_id=hospital.place_id, hospital=hospital, phone=number, source=source.strip(),
        listed_in=current().entry,
    )  # fmt: skip
    return made
