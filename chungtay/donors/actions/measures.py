"""What the verbs of blood count, declared once."""

from django.utils.translation import gettext_lazy as _

from chungtay.donors.data import PEOPLE, TIMES
from chungtay.journal.measures import measure
from chungtay.transfusion.groups import Component

_NAMES = {
    Component.WHOLE: ("blood.whole_blood_gifts", _("lần hiến máu toàn phần")),
    Component.PLATELETS: ("blood.platelet_gifts", _("lần hiến tiểu cầu")),
    Component.PLASMA: ("blood.plasma_gifts", _("lần hiến huyết tương")),
}
GIFTS = {
    component: measure(code, name, unit=TIMES, audience="public")
    for component, (code, name) in _NAMES.items()
}
"""Everybody may know how many gave in a ward, by whole quarters."""
DONORS = measure("blood.donors_taken_in", _("người vào sổ hiến máu"), unit=PEOPLE)
