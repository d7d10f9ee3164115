"""Their own yes: to having registered, and to the words of the consent."""

import pytest

from chungtay.answers.answering import Answering
from chungtay.donors.models import Donor, Gift
from chungtay.donors.purposes import ASK
from chungtay.donors.tests.examples import donor
from chungtay.journal.act import NotAllowed
from chungtay.journal.models import Line
from chungtay.people.models import Consent, ContactPoint, Person
from chungtay.signups.actions import AlreadyOver, NothingBefore, confirm_signup
from chungtay.signups.models import Signup
from chungtay.signups.tests.examples import answered, signup, waiting
from chungtay.signups.tests.test_answer_signup import ALL, say
from chungtay.signups.tests.test_begin_signup import last


def yes(world, one, actor=None, **more):
    return confirm_signup(actor=actor or world.system, at=world.at, signup=one, **more)


def test_a_talk_becomes_a_donor_with_everything_that_was_said(world):
    one = say(world, signup(world), *ALL)
    found = yes(world, one, Answering(one.actor_id, "signups.confirm_signup", one.place_id))
    assert (found.group, found.source, found.weight) == (4, "card", "50")
    assert (found.ways, found.hours_from, found.hours_to, found.every_months) == (3, 7, 21, 3)
    assert str(found.last_gift_on) == "2025-03-12" and found.place_id == world.ward.pk
    person = Person.objects.visible_to(world.system).get(pk=found.person_id)
    assert (person.name, person.birth_year) == ("Nguyễn Hoàng Phúc", 1990)
    consent = Consent.objects.visible_to(world.system).get()
    assert (consent.purpose, consent.means, consent.version) == (ASK.code, "zalo", ASK.version)
    kinds = ContactPoint.objects.visible_to(world.system).values_list("kind", flat=True)
    assert set(kinds) == {"zalo", "phone"}


def test_over_eight_times_is_one_opening_line_with_its_word(world):
    found = yes(world, say(world, signup(world), *ALL))
    line = Line.objects.get(measure__code="blood.whole_blood_gifts")
    assert (line.lo, line.hi, line.word, line.subject_id) == (8, None, "trên", found.actor_id)
    assert not Gift.objects.visible_to(world.system).exists()


def test_what_was_said_is_not_kept_twice(world):
    one = waiting(world)
    yes(world, one)
    kept = Signup.objects.visible_to(world.system).get(pk=one.pk)
    assert (kept.end, kept.told) == ("done", {})
    assert "trang của tôi" in last(one).text


def test_a_form_has_its_own_means_of_consent(world):
    yes(world, waiting(world))
    assert Consent.objects.visible_to(world.system).get().means == "web"


def test_an_officer_who_reached_them_by_telephone_confirms_and_the_number_is_proven(world):
    yes(world, waiting(world), world.officer, how=ContactPoint.How.CALLED)
    point = ContactPoint.objects.visible_to(world.system).get(kind="phone")
    assert (point.verified_how, point.verified_at) == ("called", world.at)


def test_somebody_elses_yes_is_not_theirs(world):
    one, other = waiting(world), donor(world)
    with pytest.raises(NotAllowed):
        yes(world, one, Answering(other.actor_id, "signups.confirm_signup", one.place_id))


def test_a_donor_whose_number_somebody_typed_again_is_one_donor(world):
    one = waiting(world)
    first = yes(world, one)
    again = signup(world, person=first.person, newcomer=False, told={
        "name": "x", "phone": "+84905123457", "group": 1, "source": "self"})  # fmt: skip
    assert yes(world, again).pk == first.pk
    assert Donor.objects.visible_to(world.system).get().group == 4


def test_not_before_every_question_is_answered_and_not_twice(world):
    with pytest.raises(NothingBefore):
        yes(world, answered(world))
    one = waiting(world)
    yes(world, one)
    with pytest.raises(AlreadyOver):
        yes(world, one)


def test_the_officer_of_another_ward_may_not(world):
    with pytest.raises(NotAllowed):
        yes(world, waiting(world), world.elsewhere)
