"""What stands beside a donor agrees with the rows of people, whatever is done, in any order."""

import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chungtay.donors.asking import moment, on_zalo, on_zalo_at, ready, wishes
from chungtay.donors.models import ZALO, Donor
from chungtay.donors.purposes import ASK
from chungtay.donors.tests.examples import donor
from chungtay.kit.asking import EachRow
from chungtay.kit.errors import Refused
from chungtay.people.actions import (
    add_contact,
    end_contact,
    give_consent,
    merge,
    resume_contacting,
    stop_contacting,
    undo_merge,
    withdraw_consent,
)
from chungtay.people.models import Consent, ContactPoint, Merge, Person
from chungtay.transfusion.groups import Component
from conftest import World

WHAT = ("agree", "withdraw", "zalo", "no_zalo", "silence", "speak", "merge", "part", "rest", "wake")
STEPS = st.lists(
    st.tuples(st.sampled_from(WHAT), st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=14
)


def everyone():
    return Donor.objects.unscoped(why="tests look at everything")


def by_the_rows(at):
    """Who may be asked, each person looked up: no word of what stands beside the donor."""
    rested = at - timedelta(days=14)
    may = ready(Component.WHOLE, at, rested).filter(wishes(ZALO), EachRow(on_zalo()))
    return set(may.values_list("pk", flat=True))


def by_the_index(at):
    found = on_zalo_at(Component.WHOLE, moment(at, at - timedelta(days=14)))
    return set(found.values_list("pk", flat=True))


def step(world, at, what, one, other):
    donors = list(everyone().order_by("pk"))
    mine, theirs = donors[one], donors[other]
    person, who = _person(mine), dict(actor=world.system, at=at)
    if what == "agree":
        give_consent(person=person, purpose=ASK.code, means=Consent.Means.FORM, **who)
    elif what == "withdraw":
        withdraw_consent(person=person, purpose=ASK.code, **who)
    elif what == "zalo":
        value = f"oa/{person.pk}{at.timestamp():.0f}"
        add_contact(person=person, kind=ContactPoint.Kind.ZALO, value=value, **who)
    elif what == "no_zalo":
        rows = ContactPoint.objects.unscoped(why="tests look at everything")
        for contact in rows.filter(actor=mine.actor_id, kind="zalo", ended_in=None):
            end_contact(contact=contact, **who)
    elif what == "silence":
        stop_contacting(person=person, **who)
    elif what == "speak":
        resume_contacting(person=person, **who)
    elif what == "merge":
        merge(kept=person, gone=_person(theirs), **who)
    elif what == "part":
        merges = Merge.objects.unscoped(why="tests look at everything").filter(undone_in=None)
        if merges:
            undo_merge(merge=merges[one % len(merges)], **who)
    else:
        asked = at - timedelta(days=3) if what == "rest" else None
        everyone().filter(pk=mine.pk).update(last_asked_at=asked)


def _person(one):
    return Person.objects.unscoped(why="tests look at everything").get(pk=one.person_id)


@pytest.mark.django_db
@settings(
    max_examples=40, deadline=None, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(steps=STEPS)
def test_it_agrees_with_the_rows_after_any_acts(world, steps):
    with transaction.atomic():
        for n in range(4):
            donor(world, n)
        assert by_the_index(world.at) == by_the_rows(world.at) != set()
        for number, (what, one, other) in enumerate(steps, 1):
            at = world.at + timedelta(minutes=number)
            with suppress(Refused), transaction.atomic():
                step(world, at, what, one, other)
            assert by_the_index(at) == by_the_rows(at), (what, one, other)
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_nobody_can_write_it(world):
    one = donor(world)
    silent = donor(world, zalo=False)
    everyone().update(askable=Donor.Askable.LOOK)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE donors_donor SET askable = 2")
    said = dict(everyone().values_list("pk", "askable"))
    assert said == {one.pk: Donor.Askable.YES, silent.pk: Donor.Askable.NO}


@pytest.mark.django_db
def test_a_row_saved_whole_from_memory_does_not_bring_back_what_was(world):
    stale = everyone().get(pk=donor(world).pk)
    stop_contacting(actor=world.system, at=world.at, person=_person(stale))
    stale.save()
    assert everyone().get(pk=stale.pk).askable == Donor.Askable.NO


@pytest.mark.database
def test_of_two_changes_at_once_the_later_sees_the_earlier(own_database):
    """One takes the consent back while another adds Zalo: neither may ask."""
    world = World(datetime(2026, 11, 20, 7, 5, tzinfo=UTC))
    one = donor(world, zalo=False)
    person, faults, begun = _person(one), [], threading.Barrier(2)

    def add():
        try:
            begun.wait()
            add_contact(
                actor=world.system, at=world.at, person=person, kind=ContactPoint.Kind.ZALO,
                value="oa/77",
            )  # fmt: skip
        except Exception as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    thread = threading.Thread(target=add)
    thread.start()
    with transaction.atomic():
        withdraw_consent(actor=world.system, at=world.at, person=person, purpose=ASK.code)
        begun.wait()
        thread.join(timeout=0.5)  # it waits for us: the donor's row is ours
    thread.join()
    assert faults == [] and everyone().get(pk=one.pk).askable == Donor.Askable.NO
    assert by_the_index(world.at) == by_the_rows(world.at) == set()
