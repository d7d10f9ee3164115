"""A donor may be asked again before the pause is over."""

from datetime import timedelta

import pytest

from chungtay.donors.actions import NotPaused, resume, say_when
from chungtay.donors.asking import hold
from chungtay.donors.models import LONG_AGO, Pause
from chungtay.donors.tests.examples import donor, paused
from chungtay.donors.tests.test_pause import asked, fresh
from chungtay.donors.wishes import Wishes, later
from chungtay.journal.act import NotAllowed
from chungtay.kit import clock


def again(world, one, actor=None):
    return resume(actor=actor or world.officer, at=world.at, donor=one)


def test_they_are_asked_from_now_on_and_the_pause_says_by_which_act_it_ended(world):
    one = paused(world)
    again(world, one)
    assert asked(world) == {one.pk} and fresh(world, one).ask_from == LONG_AGO
    assert Pause.objects.visible_to(world.officer).get().ended_in.verb == "donors.resume"


def test_how_often_they_wish_to_be_asked_holds_all_the_same(world):
    one = paused(world)
    say_when(actor=world.officer, at=world.at, donor=one, wishes=Wishes(every_months=3))
    hold([one.pk], world.at, world.at)
    again(world, one)
    due = later(clock.today(world.at), 3)
    assert fresh(world, one).ask_from == due
    assert asked(world, world.at + timedelta(days=60)) == set()


def test_without_a_pause_there_is_nothing_to_end(world):
    with pytest.raises(NotPaused):
        again(world, donor(world))


def test_the_officer_of_another_ward_may_not(world):
    with pytest.raises(NotAllowed):
        again(world, paused(world), actor=world.elsewhere)
