""" "Quay lại": the question before is asked again."""

import pytest

from chungtay.donors.models import Donor
from chungtay.donors.tests.examples import donor
from chungtay.journal.act import NotAllowed
from chungtay.signups.actions import NothingBefore, go_back
from chungtay.signups.tests.examples import answered, signup, waiting
from chungtay.signups.tests.test_answer_signup import ALL, say
from chungtay.signups.tests.test_begin_signup import last


def back(world, one, actor=None):
    return go_back(actor=actor or world.system, at=world.at, signup=one)


def test_what_was_said_to_it_is_forgotten_and_it_is_asked_again(world):
    one = back(world, answered(world))
    assert one.step == "name" and "name" not in one.told
    assert "Họ và tên anh/chị?" in last(one).text


def test_from_the_end_all_the_way_and_forward_again(world):
    one = say(world, signup(world), *ALL)
    for _ in ALL:
        one = back(world, one)
    assert one.step == "name" and set(one.told) == {"given"}
    assert say(world, one, *ALL).step == ""


def test_a_question_that_is_needed_no_more_keeps_no_answer(world):
    one = say(world, signup(world), *ALL[:10])
    for _ in range(3):
        one = back(world, one)
    assert one.step == "last_on"
    assert not {"component", "times"} & set(one.told)


def test_before_the_first_there_is_nothing(world):
    with pytest.raises(NothingBefore):
        back(world, signup(world))
    person = donor(world).person
    Donor.objects.visible_to(world.system).update(ended_in=person.registered_in)
    with pytest.raises(NothingBefore):
        back(world, signup(world, person=person, newcomer=False))
    with pytest.raises(NothingBefore):
        back(world, waiting(world))


def test_no_officer_goes_back_for_them(world):
    with pytest.raises(NotAllowed):
        back(world, answered(world), actor=world.officer)
