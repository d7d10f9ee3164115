"""What is left of an officer who was a donor, once they are erased; what moves with a unit."""

import threading
import time
from datetime import UTC, datetime

import pytest
from django.db import OperationalError

from chungtay.blood.actions import gifts as blood_gifts
from chungtay.blood.actions import record_gift, set_out
from chungtay.donors.models import Donor
from chungtay.journal.act import continuing
from chungtay.people.models import Person
from chungtay.places.registry import count_open_rows, move_open_rows
from chungtay.releases.models import Clearance, Release, Serving
from chungtay.releases.tests.scene import ask_of, asked, came, fresh, granted
from chungtay.releases.tests.test_decide import covers, together
from chungtay.rights.actions import carry_out
from chungtay.rights.registry import holdings
from chungtay.rights.tests.examples import asked_themselves, ordered
from chungtay.traces.subject import subject_of
from conftest import World

OURS = holdings["releases.servings"]


def rows(model):
    return model.objects.unscoped(why="tests look at everything")


def person_of(release):
    donor = rows(Donor).get(pk=ask_of(release).donor_id)
    return rows(Person).get(pk=donor.person_id)


def test_nothing_joins_the_account_to_the_donor_any_more(world):
    release = granted(world)
    person = person_of(release)
    rows(Clearance).update(code="blood.defer.covid.recovered")
    assert OURS.find(subject_of(person)) == 3
    with continuing(person.registered_in, actor=world.system, at=world.at):
        assert OURS.blank(subject_of(person), world.at) == 3
        assert OURS.blank(subject_of(person), world.at) == 0
    assert OURS.find(subject_of(person)) == 0
    release = fresh(release)
    assert (release.account, release.serving_id, release.ending) == (None, None, "withdrew")
    assert rows(Serving).get().donor_id is None and rows(Clearance).get().code == ""
    assert not covers().filter(ends_at__gt=world.at).exists()


@pytest.mark.database
def test_erasing_and_a_gift_at_once_do_not_wait_for_each_other(own_database, monkeypatch):
    """A gift locks the call, then the donor; an erasure ends the release, which locks the call."""
    world = World(datetime(2026, 11, 20, 7, 5, tzinfo=UTC))
    release = granted(world)
    ask, person = ask_of(release), person_of(release)
    set_out(actor=world.system, at=world.at, ask=ask, minutes=0)
    order = ordered(world, asked_themselves(world, person))
    in_hand, donor_locked = threading.Event(), blood_gifts.locked

    def slowly(donor_id):
        in_hand.set()
        time.sleep(3)
        return donor_locked(donor_id)

    def erasing():
        in_hand.wait(10)
        return carry_out(actor=world.system, at=world.at, order=order)

    monkeypatch.setattr(blood_gifts, "locked", slowly)
    results = together(lambda: record_gift(actor=world.system, at=world.at, ask=ask), erasing)
    assert not [one for one in results if isinstance(one, OperationalError)], results
    assert sorted(type(one).__name__ for one in results) == ["Erasure", "Gift"]
    assert fresh(release).account_id is None


def test_what_runs_moves_with_its_unit(world):
    asked(world, came(world))
    here = world.ward.pk
    names = ("lời xin rời ca", "lời hỏi bác sĩ", "cán bộ là người hiến")
    assert [count_open_rows([here])[name] for name in names] == [1, 1, 1]
    moved = move_open_rows({here: world.other_ward.pk})
    assert [moved[name] for name in names] == [1, 1, 1]
    assert rows(Release).get().place_id == world.other_ward.pk
