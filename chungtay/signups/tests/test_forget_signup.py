"""Whoever was written down only to register, and did not, is not kept."""

from datetime import timedelta

import pytest

from chungtay.donors.tests.examples import donor
from chungtay.inbox.conversations import wrote
from chungtay.journal.act import NotAllowed
from chungtay.journal.models import Message
from chungtay.people.models import ContactPoint, Person
from chungtay.signups import tasks
from chungtay.signups.actions import confirm_signup, forget_signup, stop_signup
from chungtay.signups.models import Signup
from chungtay.signups.tests.examples import TOLD, answered, signup, waiting
from chungtay.traces.needles import needles
from chungtay.traces.search import search
from chungtay.traces.subject import subject_of


def forget(world, one, actor=None):
    return forget_signup(actor=actor or world.system, at=world.at, signup=one)


def test_nothing_that_names_or_reaches_them_is_left_anywhere(world):
    one = stop_signup(actor=world.system, at=world.at, signup=waiting(world))
    person = Person.objects.visible_to(world.system).get(pk=one.person_id)
    subject = subject_of(person)
    assert forget(world, one) is True
    assert search(subject, needles(subject)).unexcused == {}
    person.refresh_from_db()
    assert person.name == ""


def test_an_hour_after_the_goodbye_and_not_before(world, monkeypatch):
    one = stop_signup(actor=world.system, at=world.at, signup=answered(world))

    def addresses():
        points = ContactPoint.objects.visible_to(world.system)
        return list(points.filter(actor=one.actor_id).values_list("value", flat=True))

    for minutes, there in ((50, True), (70, False)):
        later = world.at + timedelta(minutes=minutes)
        monkeypatch.setattr(tasks.clock, "now", lambda later=later: later)
        tasks.forget_signups()
        assert any(addresses()) is there
    assert not Message.objects.filter(recipient=one.actor_id).exclude(text="—").exists()


@pytest.mark.parametrize("somebody", ["donor", "writer", "known"])
def test_whoever_is_somebody_stays(world, somebody):
    if somebody == "donor":
        one = waiting(world)
        confirm_signup(actor=world.system, at=world.at, signup=one)
        one.refresh_from_db()
    elif somebody == "writer":
        one = answered(world)
        wrote(place=world.ward, channel=None, source="zalo", actor_id=one.actor_id, name="",
              text="Mấy giờ phường mở cửa?", at=world.at)  # fmt: skip
        stop_signup(actor=world.system, at=world.at, signup=one)
    else:
        person = donor(world).person
        one = signup(world, person=person, newcomer=False, told=TOLD)
        stop_signup(actor=world.system, at=world.at, signup=one)
    name = Person.objects.visible_to(world.system).get(pk=one.person_id).name
    assert forget(world, one) is False
    assert Person.objects.visible_to(world.system).get(pk=one.person_id).name == name != ""
    assert Signup.objects.visible_to(world.system).get(pk=one.pk).newcomer is False


def test_it_is_the_machines_to_do(world):
    with pytest.raises(NotAllowed):
        forget(world, waiting(world), actor=world.officer)
