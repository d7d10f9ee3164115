"""Somebody registering, and one way to do each verb of signups."""

from chungtay.donors.tests.examples import _numbers
from chungtay.people.actions import add_contact, register
from chungtay.people.models import ContactPoint
from chungtay.people.names import NEW
from chungtay.signups.actions import begin_signup
from chungtay.signups.models import Signup

TOLD = {
    "name": "Nguyễn Hoàng Phúc",
    "birth_year": 1990,
    "phone": "+84905123457",
    "group": 4,
    "source": "card",
    "weight": "50",
    "last_on": "2025-03-12",
    "component": "whole",
    "times": "trên 8",
    "ways": "zalo",
    "when": "day",
    "often": "3m",
}


def stranger(world, user=None):
    """Somebody known by nothing but the Zalo user they write from."""
    person = register(actor=world.system, at=world.at, place=world.ward, name=NEW)
    add_contact(
        actor=world.system, at=world.at, person=person, kind=ContactPoint.Kind.ZALO,
        value=f"oa/{user or next(_numbers)}", how=ContactPoint.How.WROTE,
    )  # fmt: skip
    return person


def beginning(world, **changes):
    person = changes.pop("person", None) or stranger(world)
    about = dict(place=world.ward, person=person, way=Signup.Way.ZALO, newcomer=True)
    return about | changes


def signup(world, **changes):
    """Somebody who is asked the first question; with `told`, somebody whose form waits."""
    if "told" in changes:
        changes = {"way": Signup.Way.WEB} | changes
    return begin_signup(actor=world.system, at=world.at, **beginning(world, **changes))


def waiting(world, **more):
    """A form of the public page that waits for its yes."""
    told = TOLD | {"home": world.ward.pk} | more
    person = register(actor=world.system, at=world.at, place=world.ward, name=told["name"])
    add_contact(
        actor=world.system, at=world.at, person=person, kind=ContactPoint.Kind.PHONE,
        value=told["phone"],
    )  # fmt: skip
    return signup(world, person=person, told=told)


def fresh():
    return f"+84905{next(_numbers)}"


def answered(world):
    """Somebody who has said their name, and is asked their year of birth."""
    from chungtay.signups.actions import answer_signup

    return answer_signup(
        actor=world.system, at=world.at, signup=signup(world), said="Nguyễn Hoàng Phúc"
    )


def by_system(build):
    """Nobody's duty but the machine's, which acts for whoever writes."""
    build.actor = lambda world: world.system
    return build


EXAMPLES = {
    "signups.begin_signup": by_system(lambda world: beginning(world)),
    "signups.sign_up": by_system(
        lambda world: dict(place=world.ward, told=TOLD | {"home": world.ward.pk})
    ),
    "signups.answer_signup": by_system(
        lambda world: dict(signup=signup(world), said="Nguyễn Hoàng Phúc")
    ),
    "signups.go_back": by_system(lambda world: dict(signup=answered(world))),
    "signups.confirm_signup": lambda world: dict(signup=waiting(world)),
    "signups.stop_signup": lambda world: dict(signup=signup(world)),
    "signups.forget_signup": by_system(lambda world: dict(signup=signup(world))),
}  # fmt: skip

LISTS = {"signups:waiting": lambda world: waiting(world, phone=fresh())}
NOT_LISTS = {"signups:write": "a form", "signups:poster": "a sheet of paper",
             "signups:poster_pdf": "the same sheet, to print"}  # fmt: skip


def _waits(world, place):
    person = register(actor=world.system, at=world.at, place=place, name=TOLD["name"])
    about = dict(person=person, told=TOLD | {"home": place.pk}, place=place)
    return {"signup_id": signup(world, **about).pk}


OBJECTS = {"signups:confirm": _waits, "signups:refuse": _waits}
