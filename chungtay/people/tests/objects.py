"""For each page of people that opens one thing: how to have that thing at a place."""

from itertools import count

from chungtay.people.actions import (
    give_consent,
    merge,
    register_organisation,
    stop_contacting,
)
from chungtay.people.models import Consent, Organisation
from chungtay.people.tests.examples import home, phone, purpose, somebody

_numbers = count(1)


def _person(world, place):
    return {"person_id": somebody(world, place=place).pk}


def _reached(world, place):
    person = somebody(world, place=place)
    contact = phone(world, person, f"0906 000 {next(_numbers):03}")
    return {"person_id": person.pk, "contact_id": contact.pk}


def _silent(world, place):
    person = somebody(world, place=place)
    stop_contacting(actor=world.system, at=world.at, person=person)
    return {"person_id": person.pk}


def _asked(world, place):
    return _person(world, place) | {"purpose": purpose()}


def _agreed(world, place):
    person = somebody(world, place=place)
    give_consent(
        actor=world.system, at=world.at, person=person, purpose=purpose(), means=Consent.Means.FORM
    )
    return {"person_id": person.pk, "purpose": purpose()}


def _household(world, place):
    head = somebody(world, place=place)
    return home(world, head, f"{next(_numbers)} Núi Thành")


def _housed(world, place):
    return {"person_id": _household(world, place).head_id}


def _headed(world, place):
    made = _household(world, place)
    return {"household_id": made.pk, "person_id": made.head_id}


def _pair(world, place):
    one, other = (somebody(world, name, place) for name in ("Lê Thị Thúy", "Lê Thị Thuý"))
    return {"person_id": one.pk, "other_id": other.pk}


def _merged(world, place):
    one, other = (somebody(world, name, place) for name in ("Lê Thị Thúy", "Lê Thị Thuý"))
    return {"merge_id": merge(actor=world.system, at=world.at, kept=one, gone=other).pk}


def _organisation(world, place):
    made = register_organisation(
        actor=world.system, at=world.at, place=place, name=f"Bệnh viện số {next(_numbers)}",
        kind=Organisation.Kind.HOSPITAL,
    )  # fmt: skip
    return {"organisation_id": made.pk}


OBJECTS = {
    "site:person": _person,
    "people:correct": _person,
    "people:move": _person,
    "people:add_contact": _person,
    "people:verify_contact": _reached,
    "people:end_contact": _reached,
    "people:stop_contacting": _person,
    "people:resume_contacting": _silent,
    "people:give_consent": _asked,
    "people:withdraw_consent": _agreed,
    "people:join_household": _person,
    "people:leave_household": _housed,
    "people:household": lambda world, place: {"household_id": _household(world, place).pk},
    "people:name_head": _headed,
    "people:merge": _pair,
    "people:tell_apart": _pair,
    "people:undo_merge": _merged,
    "people:organisation": _organisation,
    "people:correct_organisation": _organisation,
    "people:close_organisation": _organisation,
}
