"""Somebody begins to register themselves: on Zalo, or by the form of the public page."""

import pytest

from chungtay.donors.models import Donor
from chungtay.donors.tests.examples import donor
from chungtay.journal.act import NotAllowed
from chungtay.journal.models import Message
from chungtay.people.models import Consent
from chungtay.signups.actions import AlreadyBegun, begin_signup
from chungtay.signups.models import Signup
from chungtay.signups.tests.examples import beginning, signup, stranger, waiting


def last(one):
    return Message.objects.filter(recipient=one.actor_id).order_by("-pk").first()


def test_the_first_question_is_asked_and_nobody_is_a_donor_yet(world):
    one = signup(world)
    assert one.step == "name" and one.told == {"given": []}
    assert "Họ và tên anh/chị?" in last(one).text and "“thôi”" in last(one).text
    assert not Donor.objects.visible_to(world.system).exists()
    assert not Consent.objects.visible_to(world.system).exists()


def test_what_the_register_knows_is_not_asked_again(world):
    person = donor(world).person
    Donor.objects.visible_to(world.system).update(ended_in=person.registered_in)
    one = signup(world, person=person, newcomer=False)
    assert one.step == "abo"
    assert (one.told["birth_year"], one.told["home"]) == (1990, world.ward.pk)


def test_of_a_form_only_the_yes_of_whoever_has_the_number_is_asked(world):
    one = waiting(world)
    said = last(one)
    assert one.step == "" and one.way == Signup.Way.WEB
    assert [a["verb"] for a in said.answers] == ["signups.confirm_signup", "signups.stop_signup"]
    assert "Là anh/chị?" in said.text and "O+" in said.text and "Tôi đồng ý" in said.text
    assert "0905123457" not in said.text
    assert not Donor.objects.visible_to(world.system).exists()


def test_two_at_once_of_one_person_there_are_not(world):
    person = stranger(world)
    signup(world, person=person)
    with pytest.raises(AlreadyBegun):
        signup(world, person=person)


def test_no_officer_begins_it_in_somebody_elses_name(world):
    with pytest.raises(NotAllowed):
        begin_signup(actor=world.officer, at=world.at, **beginning(world))
