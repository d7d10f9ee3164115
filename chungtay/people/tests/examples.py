"""One way to do each verb of people, for the tests that every verb gets."""

from chungtay.people.actions import give_consent, register
from chungtay.people.models import Consent, ContactPoint, Organisation
from chungtay.people.purposes import registry


def somebody(world, name="Phan Thị Diễm My", place=None):
    return register(
        actor=world.system, at=world.at, place=place or world.ward, name=name, birth_year=1994
    )


def purpose() -> str:
    """Any purpose a journey has declared: people knows none of its own."""
    return next(iter(registry))


def agreed(world):
    person = somebody(world)
    give_consent(
        actor=world.system, at=world.at, person=person, purpose=purpose(), means=Consent.Means.FORM
    )
    return person


EXAMPLES = {
    "people.register": lambda world: dict(
        place=world.ward, name="Nguyễn Hoàng Phúc", birth_year=1990
    ),
    "people.register_organisation": lambda world: dict(
        place=world.ward, name="Bệnh viện Sông Hàn", kind=Organisation.Kind.HOSPITAL
    ),
    "people.add_contact": lambda world: dict(
        person=somebody(world), kind=ContactPoint.Kind.PHONE, value="0905 123 456"
    ),
    "people.give_consent": lambda world: dict(
        person=somebody(world), purpose=purpose(), means=Consent.Means.SPOKEN
    ),
    "people.withdraw_consent": lambda world: dict(person=agreed(world), purpose=purpose()),
}
