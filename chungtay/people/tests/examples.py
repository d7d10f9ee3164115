"""One way to do each verb of people, for the tests that every verb gets; and rows for its pages."""

from itertools import count

from chungtay.people.actions import (
    add_contact,
    form_household,
    give_consent,
    join_household,
    merge,
    register,
    register_organisation,
    stop_contacting,
)
from chungtay.people.models import Consent, ContactPoint, Organisation, Person
from chungtay.people.purposes import registry

_numbers = count(100)


def somebody(world, name="Phan Thị Diễm My", place=None, birth_year=1994):
    return register(
        actor=world.system, at=world.at, place=place or world.ward, name=name,
        birth_year=birth_year,
    )  # fmt: skip


def purpose() -> str:
    """Any purpose a journey has declared."""
    return next(iter(registry))


def agreed(world):
    person = somebody(world)
    give_consent(
        actor=world.system, at=world.at, person=person, purpose=purpose(), means=Consent.Means.FORM
    )
    return person


def phone(world, person=None, value="0905 123 456", how=""):
    return add_contact(
        actor=world.system, at=world.at, person=person or somebody(world),
        kind=ContactPoint.Kind.PHONE, value=value, how=how,
    )  # fmt: skip


def home(world, head=None, address="14 Trần Cao Vân", *others):
    """A household: `head` and the others."""
    head = head or somebody(world)
    found = form_household(actor=world.system, at=world.at, head=head, address=address)
    for other in others:
        join_household(actor=world.system, at=world.at, person=other, household=found)
    return found


def silent(world):
    person = somebody(world)
    stop_contacting(actor=world.system, at=world.at, person=person)
    return person


def merged(world, kept=None, gone=None):
    kept = kept or somebody(world, "Lê Thị Thúy")
    gone = gone or somebody(world, "Lê Thị Thuý")
    return merge(actor=world.system, at=world.at, kept=kept, gone=gone)


def organisation(world, name="Bệnh viện Sông Hàn", parent=None):
    return register_organisation(
        actor=world.system, at=world.at, place=world.ward, name=name,
        kind=Organisation.Kind.HOSPITAL, parent=parent,
    )  # fmt: skip


def _heading(world):
    head, other = somebody(world), somebody(world, "Phan Văn Hậu")
    return dict(household=home(world, head, "14 Trần Cao Vân", other), head=other)


EXAMPLES = {
    "people.register": lambda world: dict(
        place=world.ward, name="Nguyễn Hoàng Phúc", birth_year=1990
    ),
    "people.correct": lambda world: dict(
        person=somebody(world), name="Phan Thị Diễm Mi", birth_year=1995,
        language=Person.Language.VIETNAMESE,
    ),
    "people.move": lambda world: dict(person=somebody(world), to=world.other_ward),
    "people.form_household": lambda world: dict(head=somebody(world), address="14 Trần Cao Vân"),
    "people.join_household": lambda world: dict(
        person=somebody(world, "Phan Văn Hậu"), household=home(world)
    ),
    "people.leave_household": lambda world: dict(person=home(world).head),
    "people.name_head": _heading,
    "people.add_contact": lambda world: dict(
        person=somebody(world), kind=ContactPoint.Kind.PHONE, value="0905 123 456"
    ),
    "people.verify_contact": lambda world: dict(
        contact=phone(world), how=ContactPoint.How.CALLED
    ),
    "people.end_contact": lambda world: dict(contact=phone(world)),
    "people.stop_contacting": lambda world: dict(person=somebody(world)),
    "people.resume_contacting": lambda world: dict(person=silent(world)),
    "people.give_consent": lambda world: dict(
        person=somebody(world), purpose=purpose(), means=Consent.Means.SPOKEN
    ),
    "people.withdraw_consent": lambda world: dict(person=agreed(world), purpose=purpose()),
    "people.merge": lambda world: dict(
        kept=somebody(world, "Lê Thị Thúy"), gone=somebody(world, "Lê Thị Thuý")
    ),
    "people.undo_merge": lambda world: dict(merge=merged(world)),
    "people.tell_apart": lambda world: dict(
        one=somebody(world, "Lê Thị Thúy"), other=somebody(world, "Lê Thị Thuý")
    ),
    "people.register_organisation": lambda world: dict(
        place=world.ward, name="Bệnh viện Sông Hàn", kind=Organisation.Kind.HOSPITAL
    ),
    "people.correct_organisation": lambda world: dict(
        organisation=organisation(world), name="Bệnh viện Đông Hàn",
        kind=Organisation.Kind.HOSPITAL,
    ),
    "people.close_organisation": lambda world: dict(organisation=organisation(world)),
}  # fmt: skip


def full(world):
    """A person with one of everything, and somebody who looks like them."""
    number = next(_numbers)
    person, child = somebody(world), somebody(world, "Phan Minh Anh", birth_year=2018)
    phone(world, person, f"0905 123 {number}")
    home(world, person, f"{number} Trần Cao Vân", child)
    give_consent(
        actor=world.system, at=world.at, person=person, purpose=purpose(), means=Consent.Means.FORM
    )
    merged(world, person, somebody(world, "Phan Thi Diem My", birth_year=None))
    somebody(world, "Phan Thị Diễm Mỹ")
    return person


LISTS = {
    "people:persons": full,
    "people:alike": full,
    "people:households": full,
    "people:organisations": lambda world: organisation(world, f"Bệnh viện {next(_numbers)}"),
}
NOT_LISTS = {"people:register": "a form", "people:register_organisation": "a form"}
