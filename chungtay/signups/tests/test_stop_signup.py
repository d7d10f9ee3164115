""" "Thôi", "Không phải tôi", or nobody answers any more."""

from datetime import timedelta

import pytest

from chungtay.donors.models import Donor
from chungtay.journal.act import NotAllowed
from chungtay.kit import clock
from chungtay.people.models import Person
from chungtay.signups import tasks
from chungtay.signups.actions import AlreadyOver, begin_signup, stop_signup
from chungtay.signups.models import Signup
from chungtay.signups.tests.examples import answered, beginning, waiting
from chungtay.signups.tests.test_begin_signup import last


def stop(world, one, actor=None):
    return stop_signup(actor=actor or world.system, at=world.at, signup=one)


def test_what_was_said_is_gone_at_once(world):
    one = stop(world, answered(world))
    kept = Signup.objects.visible_to(world.system).get(pk=one.pk)
    assert (kept.end, kept.told, kept.step) == ("stopped", {}, "")
    assert "không giữ" in last(one).text


def test_whoever_was_it_not_hears_no_more(world):
    one = waiting(world)
    before = last(one).pk
    stop(world, one)
    assert last(one).pk == before
    assert not Donor.objects.visible_to(world.system).exists()


def test_a_talk_left_alone_ends_after_a_day_and_a_form_after_three(world, monkeypatch):
    talk, form = answered(world), waiting(world)

    def after(**span):
        monkeypatch.setattr(tasks.clock, "now", lambda: world.at + timedelta(**span))
        tasks.forget_signups()
        rows = Signup.objects.visible_to(world.system)
        return [rows.get(pk=one.pk).end for one in (talk, form)]

    assert after(hours=23) == ["", ""]
    assert after(hours=25) == ["lapsed", ""]
    assert after(days=3, hours=1) == ["lapsed", "lapsed"]


def test_twice_is_over_and_they_may_begin_again(world):
    one = stop(world, answered(world))
    with pytest.raises(AlreadyOver):
        stop(world, one)
    person = Person.objects.visible_to(world.system).get(pk=one.person_id)
    again = beginning(world, person=person)
    assert begin_signup(actor=world.system, at=clock.now(), **again).step == "name"


def test_the_officer_of_another_ward_may_not(world):
    with pytest.raises(NotAllowed):
        stop(world, waiting(world), world.elsewhere)
