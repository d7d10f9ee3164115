"""The public form: what is written waits for the yes of whoever has the number."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from chungtay.donors.models import Donor
from chungtay.journal.act import action
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.kit.vietnamese import fold
from chungtay.lists.actions.rows import known
from chungtay.people.actions import add_contact, register
from chungtay.people.models import ContactPoint, Person
from chungtay.places.models import Place
from chungtay.signups.actions.signups import begin_signup
from chungtay.signups.models import Signup

OF_AN_ADDRESS, OF_A_WARD = 10, 200
"""Registrations by the public form in an hour: from one address, and for one ward. Mobile networks
put many telephones behind one address."""


class TooMany(Refused):
    code = "signup.too_many"


@action("signups.sign_up", words=_("ghi tên hiến máu trên trang công khai"))
def sign_up(
    *, actor: Acting, at: datetime, place: Place, told: Mapping[str, Any], origin: str = ""
) -> bool:
    """What somebody wrote into the public form of a ward. Whoever has the number is asked whether
    it was them, at most once a day; gives whether they are. Nobody learns whose numbers we know."""
    _not_too_many(place, origin, at)
    key = (told["phone"], fold(told["name"]))
    person = known([key]).get(key)
    newcomer = person is None
    if person is None:
        person = register(actor=actor, at=at, place=place, name=told["name"])
        add_contact(
            actor=actor, at=at, person=person, kind=ContactPoint.Kind.PHONE, value=told["phone"]
        )
    elif _asked_lately(person, at) or _stands(person):
        return False
    begin_signup(
        actor=actor, at=at, place=place, person=person, way=Signup.Way.WEB, newcomer=newcomer,
        told=told, origin=origin,
    )  # fmt: skip
    return True


def _not_too_many(place: Place, origin: str, at: datetime) -> None:
    begun = Signup.objects.unscoped(why="to count registrations, whoever began them").filter(
        way=Signup.Way.WEB, begun_at__gt=at - timedelta(hours=1)
    )
    if (origin and begun.filter(origin=origin).count() >= OF_AN_ADDRESS) or (
        begun.filter(place=place).count() >= OF_A_WARD
    ):
        raise TooMany(_("Đang có rất nhiều người ghi tên. Xin thử lại sau ít phút."))


def _asked_lately(person: Person, at: datetime) -> bool:
    rows = Signup.objects.unscoped(why="whether this number was asked a moment ago")
    return bool(rows.filter(actor=person.actor_id, begun_at__gt=at - timedelta(days=1)).exists())


def _stands(person: Person) -> bool:
    rows = Donor.objects.unscoped(why="whether the person is of the register already")
    return bool(rows.filter(actor=person.actor_id, ended_in=None).exists())
