"""A donor is not asked for a while; why is nobody's business."""

from datetime import date, timedelta

import pytest

from chungtay.blood.tests.examples import askable
from chungtay.donors.actions import AlreadyLeft, NotAPause, leave, pause
from chungtay.donors.models import NEVER, Donor, Pause
from chungtay.donors.tests.examples import donor
from chungtay.journal.act import NotAllowed
from chungtay.kit import clock
from chungtay.transfusion.groups import Component, Group


def stop(world, one, until=None, actor=None):
    return pause(actor=actor or world.officer, at=world.at, donor=one, until=until)


def asked(world, at=None):
    at = at or world.at
    found = askable(Group.B_POS, Component.PLATELETS, at, at - timedelta(days=14))
    return set(found.values_list("pk", flat=True))


def fresh(world, one):
    return Donor.objects.visible_to(world.system).get(pk=one.pk)


def test_nobody_asks_before_the_day_and_from_it_on_they_do(world):
    one = donor(world)
    until = clock.today(world.at) + timedelta(days=30)
    stop(world, one, until)
    assert fresh(world, one).ask_from == until
    assert asked(world) == set()
    assert asked(world, world.at + timedelta(days=29)) == set()
    assert asked(world, world.at + timedelta(days=30)) == {one.pk}


def test_without_a_day_it_holds_until_they_say_so(world):
    one = donor(world)
    stop(world, one)
    assert fresh(world, one).ask_from == NEVER
    assert asked(world, world.at + timedelta(days=4_000)) == set()


def test_the_row_says_until_when_and_by_which_act_and_nothing_of_why(world):
    row = stop(world, donor(world), date(2027, 1, 1))
    assert {f.name for f in Pause._meta.get_fields()} == {
        "id", "place", "donor", "until", "paused_in", "ended_in"
    }  # fmt: skip
    assert row.paused_in.verb == "donors.pause"


def test_a_second_pause_takes_the_place_of_the_first(world):
    one = donor(world)
    stop(world, one)
    stop(world, one, date(2027, 1, 1))
    standing = Pause.objects.visible_to(world.officer).filter(ended_in=None)
    assert [row.until for row in standing] == [date(2027, 1, 1)]
    assert fresh(world, one).ask_from == date(2027, 1, 1)


def test_whoever_is_entered_twice_pauses_as_one(world):
    from chungtay.people.actions import merge

    one, two = donor(world), donor(world)
    merge(actor=world.system, at=world.at, kept=one.person, gone=two.person)
    stop(world, two)
    assert asked(world) == set()


def test_a_day_that_is_not_to_come_is_refused(world):
    one = donor(world)
    for until in (clock.today(world.at), date(2020, 1, 1)):
        with pytest.raises(NotAPause):
            stop(world, one, until)


def test_whoever_left_has_nothing_to_pause(world):
    one = donor(world)
    leave(actor=world.officer, at=world.at, donor=one)
    with pytest.raises(AlreadyLeft):
        stop(world, one)


def test_the_officer_of_another_ward_may_not(world):
    with pytest.raises(NotAllowed):
        stop(world, donor(world), actor=world.elsewhere)
