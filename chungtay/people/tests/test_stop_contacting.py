"""Nobody writes to this person of their own accord."""

import pytest

from chungtay.blood.tests.examples import askable
from chungtay.channels.actions import reply
from chungtay.channels.resolving import known
from chungtay.donors.tests.examples import donor
from chungtay.journal.act import NotAllowed
from chungtay.journal.models import Message
from chungtay.people.actions import AlreadySilent, resume_contacting, stop_contacting
from chungtay.people.tests.examples import merged, silent, somebody
from chungtay.transfusion.groups import Component, Group


def stop(world, person, actor=None):
    return stop_contacting(actor=actor or world.officer, at=world.at, person=person)


def asked(world):
    return list(askable(Group.B_POS, Component.WHOLE, world.at, world.at))


def test_no_message_goes_and_no_donor_is_asked_until_they_say_so(world):
    given = donor(world)
    answer = reply(
        actor=world.system, at=world.at, place=world.ward, recipient=given.actor_id, text="Dạ"
    )
    news = Message(recipient_id=given.actor_id, purpose="blood.ask", entry=answer.entry)
    assert asked(world) == [given]
    assert known([news]).why_not(news, world.at) == ""
    stop(world, given.person)
    assert asked(world) == []
    assert known([news]).why_not(news, world.at) == "do_not_contact"
    # What somebody asked is answered all the same.
    assert known([answer]).why_not(answer, world.at) == ""
    resume_contacting(actor=world.officer, at=world.at, person=given.person)
    assert asked(world) == [given]


def test_the_wish_of_one_row_holds_for_both(world):
    given = donor(world)
    other = somebody(world, "Lê Thị Thuý")
    merged(world, given.person, other)
    stop(world, other)
    assert asked(world) == []
    with pytest.raises(AlreadySilent):
        stop(world, given.person)


def test_twice_is_refused(world):
    with pytest.raises(AlreadySilent):
        stop(world, silent(world))


def test_the_officer_of_another_ward_may_not(world):
    with pytest.raises(NotAllowed):
        stop(world, somebody(world), actor=world.elsewhere)
