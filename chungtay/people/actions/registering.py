"""Who there is, and how to reach them."""

import re
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chungtay.journal.act import action, current
from chungtay.journal.models import Actor
from chungtay.kit import clock, phones
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.people.models import ContactPoint, Organisation, Person
from chungtay.places.models import Place

LONGEST_NAME = 80
_TWO_PEOPLE = re.compile(r"[;/&+\n]|,|\s(?:và|-)\s")


class NotAName(Refused):
    code = "name.invalid"


class NotAYear(Refused):
    code = "birth_year.invalid"


class AlreadyReachable(Refused):
    code = "contact_already_there"


class AlreadyKnown(Refused):
    code = "organisation_already_known"


def person_name(text: str) -> str:
    """The name of one person, single spaces; raises NotAName."""
    name = " ".join(text.split())
    if not name:
        raise NotAName(_("Chưa ghi họ tên."), code="name.missing")
    if _TWO_PEOPLE.search(name):
        raise NotAName(
            _("Có hai người trong một ô. Ghi mỗi người một dòng."), code="name.two_people"
        )
    if re.search(r"\d", name):
        raise NotAName(_("Họ tên có chữ số. Xem lại ô này."))
    if len(name) > LONGEST_NAME:
        raise NotAName(_("Họ tên dài hơn 80 chữ."))
    return name


def sane_birth_year(year: int | None, at: datetime) -> int | None:
    """The year, if somebody alive may be born in it; raises NotAYear."""
    if year is not None and not 1900 <= year <= clock.today(at).year:
        raise NotAYear(_("Năm sinh phải từ 1900 đến năm nay."))
    return year


@action("people.register")
def register(
    *, actor: Acting, at: datetime, place: Place, name: str, birth_year: int | None = None
) -> Person:
    """Write down a person who lives at `place`. Two spellings of a name stay two persons."""
    person = Person(
        place=place, actor=Actor.objects.create(kind=Actor.Kind.PERSON),
        birth_year=sane_birth_year(birth_year, at), registered_in=current().entry,
    ).named(person_name(name))  # fmt: skip
    person.save()
    return person


@action("people.register_organisation")
def register_organisation(
    *, actor: Acting, at: datetime, place: Place, name: str, kind: Organisation.Kind,
    parent: Organisation | None = None, lat: float | None = None, lon: float | None = None,
) -> Organisation:  # fmt: skip
    """Write down a hospital, club, union or the like, by where its door is."""
    if not name.strip():
        raise NotAName(_("Chưa ghi tên của tổ chức."), code="name.missing")
    found = Organisation(
        place=place, actor=Actor.objects.create(kind=Actor.Kind.ORGANISATION), kind=kind,
        parent=parent, lat=lat, lon=lon, registered_in=current().entry,
    ).named(name)  # fmt: skip
    try:
        with transaction.atomic():
            found.save()
    except IntegrityError as error:
        if "organisation_once_at_a_place" not in str(error):
            raise
        raise AlreadyKnown(_("Tổ chức này đã có trong sổ của nơi ấy.")) from error
    return found


@action("people.add_contact", on="person")
def add_contact(
    *, actor: Acting, at: datetime, person: Person, kind: ContactPoint.Kind, value: str,
    verified: bool = False,
) -> ContactPoint:  # fmt: skip
    """One more way to reach a person. `verified`: the person has just been reached that way."""
    if kind == ContactPoint.Kind.PHONE:
        value = phones.normalise(value)
    try:
        with transaction.atomic():
            return ContactPoint.objects.create(
                place_id=person.place_id, person=person, actor_id=person.actor_id, kind=kind,
                value=value, verified_at=at if verified else None, added_in=current().entry,
            )  # fmt: skip
    except IntegrityError as error:
        if "contact_zalo_once" in str(error):
            raise AlreadyReachable(
                _("Tài khoản Zalo này đã gắn với một người khác."), code="zalo_taken"
            ) from error
        if "contact_once" not in str(error):
            raise
        raise AlreadyReachable(_("Người này đã có đúng cách liên lạc ấy rồi.")) from error
