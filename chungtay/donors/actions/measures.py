"""What the verbs of blood count, declared once."""

from django.utils.translation import gettext_lazy as _

from chungtay.donors.data import PEOPLE, TIMES
from chungtay.journal.measures import measure
from chungtay.transfusion.groups import Component

GIFTS = {
    Component.WHOLE: measure("blood.whole_blood_gifts", _("lần hiến máu toàn phần"), unit=TIMES),
    Component.PLATELETS: measure("blood.platelet_gifts", _("lần hiến tiểu cầu"), unit=TIMES),
    Component.PLASMA: measure("blood.plasma_gifts", _("lần hiến huyết tương"), unit=TIMES),
}
DONORS = measure("blood.donors_taken_in", _("người vào sổ hiến máu"), unit=PEOPLE)
