"""What moves with a unit when it becomes another: who lives there, and what goes with them."""

from django.utils.translation import gettext_lazy as _

from chungtay.people.models import Consent, ContactPoint, Organisation, Person
from chungtay.places.registry import open_rows

open_rows(
    "people.persons", _("người dân"),
    lambda ids: Person.objects.unscoped(why="moved with their unit").filter(place__in=ids),
)  # fmt: skip
open_rows(
    "people.organisations", _("tổ chức"),
    lambda ids: Organisation.objects.unscoped(why="moved with their unit").filter(place__in=ids),
)  # fmt: skip
open_rows(
    "people.contact_points", _("cách liên lạc"),
    lambda ids: ContactPoint.objects.unscoped(why="moved with their unit").filter(
        place__in=ids, ended_in=None
    ),
)  # fmt: skip
open_rows(
    "people.consents", _("lời đồng ý"),
    lambda ids: Consent.objects.unscoped(why="moved with their unit").filter(
        place__in=ids, withdrawn_at=None
    ),
)  # fmt: skip
