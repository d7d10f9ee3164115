"""Who there is, and where they live."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chungtay.journal.act import action, current
from chungtay.journal.models import Actor
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.people import names
from chungtay.people.actions.households import leave, locked
from chungtay.people.models import Correction, Household, Person
from chungtay.people.moving import carry
from chungtay.places.models import Place

Language = Person.Language
HOMES = (Place.Kind.COMMUNE, Place.Kind.GROUP)


class NothingNew(Refused):
    code = "nothing_new"


class NotAHome(Refused):
    code = "place_not_a_home"


@action("people.register", words=_("ghi tên một người"))
def register(
    *, actor: Acting, at: datetime, place: Place, name: str, birth_year: int | None = None,
    language: Person.Language = Language.VIETNAMESE,
) -> Person:  # fmt: skip
    """Write down a person who lives at `place`. Two spellings of a name stay two persons."""
    person = Person(
        place=place,
        actor=Actor.objects.create(kind=Actor.Kind.PERSON),
        birth_year=names.birth_year(birth_year, clock.today(at).year),
        language=Language(language),
        registered_in=current().entry,
    ).named(names.person_name(name))
    person.save()
    return person


@action("people.correct", on="person", words=_("sửa thông tin một người"))
def correct(
    *, actor: Acting, at: datetime, person: Person, name: str, birth_year: int | None,
    language: Person.Language, place: Place | None = None,
) -> Person:  # fmt: skip
    """What was written wrong becomes right. The entry says which facts, never what they were.

    `place`: where they live was written wrong; somebody who moves house uses `move`.
    """
    person = locked(person)
    before = {field: getattr(person, field) for field in ("name", "birth_year", "language")}
    person.named(names.person_name(name))
    person.birth_year = names.birth_year(birth_year, clock.today(at).year)
    person.language = Language(language)
    fields = [field for field, value in before.items() if getattr(person, field) != value]
    if place is not None and place.pk != person.place_id:
        _settle_at(person, place)
        fields.append("place")
    if not fields:
        raise NothingNew(_("Chưa có gì khác với điều đã ghi."))
    person.save(update_fields=["name", "folded", "accented", "sort_key", "birth_year", "language"])
    _note(person, fields)
    return person


@action("people.move", on="person", words=_("ghi một người chuyển nơi ở"))
def move(
    *, actor: Acting, at: datetime, person: Person, to: Place, address: str = ""
) -> list[Person]:
    """Somebody lives at `to` from now on, and what belongs to them goes along.

    Without `address` they leave their household and go alone; with it the whole household moves,
    to that door. Gives who moved.
    """
    person = locked(person)
    if to.pk == person.place_id and not address:
        raise NothingNew(_("Người này đang ở nơi ấy rồi."))
    if not address.strip() or person.household_id is None:
        _settle_at(person, to)
        _note(person, ["place"])
        return [person]
    household = Household.objects.unscoped(why="the household of the person in hand").get(
        pk=person.household_id
    )
    _require_home(person, to)
    household.place, household.address = to, " ".join(address.split())
    household.save(update_fields=["place", "address"])
    members = list(
        Person.objects.unscoped(why="the household of the person in hand").filter(
            household=household
        )
    )
    carry([member.pk for member in members], to)
    for member in members:
        member.place = to
        _note(member, ["place"])
    return members


def _settle_at(person: Person, to: Place) -> None:
    _require_home(person, to)
    if person.household_id is not None:
        leave(person)
    carry([person.pk], to)
    person.place = to


def _require_home(person: Person, to: Place) -> None:
    """A home is a group or commune of today, in the province whose register this is (rule 11)."""
    if to.kind not in HOMES or to.valid_to is not None:
        raise NotAHome(_("Chọn tổ dân phố, thôn, hoặc phường, xã hiện nay."))
    if to.province_id != person.place.province_id:
        raise NotAHome(_("Nơi ấy thuộc tỉnh khác. Sổ này chỉ ghi người ở trong tỉnh."))


def _note(person: Person, fields: list[str]) -> None:
    Correction.objects.create(
        place_id=person.place_id, person=person, entry=current().entry, fields=fields
    )
