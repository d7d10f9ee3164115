"""Who there is, and how to reach them."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chungtay.journal.act import action, current
from chungtay.journal.models import Actor
from chungtay.kit import clock, phones
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.people import names
from chungtay.people.models import ContactPoint, Organisation, Person
from chungtay.places.models import Place


class AlreadyReachable(Refused):
    code = "contact_already_there"


class AlreadyKnown(Refused):
    code = "organisation_already_known"


@action("people.register", words=_("ghi tên một người"))
def register(
    *, actor: Acting, at: datetime, place: Place, name: str, birth_year: int | None = None
) -> Person:
    """Write down a person who lives at `place`. Two spellings of a name stay two persons."""
    person = Person(
        place=place,
        actor=Actor.objects.create(kind=Actor.Kind.PERSON),
        birth_year=names.birth_year(birth_year, clock.today(at).year),
        registered_in=current().entry,
    ).named(names.person_name(name))
    person.save()
    return person


@action("people.register_organisation", words=_("ghi tên một tổ chức"))
def register_organisation(
    *, actor: Acting, at: datetime, place: Place, name: str, kind: Organisation.Kind,
    parent: Organisation | None = None, lat: float | None = None, lon: float | None = None,
) -> Organisation:  # fmt: skip
    """Write down a hospital, club, union or the like, by where its door is."""
    if not name.strip():
        raise names.NotAName(_("Chưa ghi tên của tổ chức."), code="name.missing")
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


@action("people.add_contact", on="person", words=_("ghi cách liên lạc"))
def add_contact(
    *, actor: Acting, at: datetime, person: Person, kind: ContactPoint.Kind, value: str,
    verified: bool = False,
) -> ContactPoint:  # fmt: skip
    """One more way to reach a person. `verified`: the person has just been reached that way."""
    if kind == ContactPoint.Kind.PHONE:
        value = phones.normalise(value)
    try:
        with transaction.atomic():
            point: ContactPoint = ContactPoint.objects.create(
                place_id=person.place_id, person=person, actor_id=person.actor_id, kind=kind,
                value=value, verified_at=at if verified else None, added_in=current().entry,
            )  # fmt: skip
            return point
    except IntegrityError as error:
        if "contact_zalo_once" in str(error):
            raise AlreadyReachable(
                _("Tài khoản Zalo này đã gắn với một người khác."), code="zalo_taken"
            ) from error
        if "contact_once" not in str(error):
            raise
        raise AlreadyReachable(_("Người này đã có đúng cách liên lạc ấy rồi.")) from error
