"""The officer asks for a doctor's word."""

import pytest

from chungtay.access.models import Post
from chungtay.blood.actions import cannot_come
from chungtay.blood.tests.examples import hospital
from chungtay.journal.act import NotAllowed
from chungtay.journal.models import Message
from chungtay.releases.actions import Over, ask_doctor
from chungtay.releases.models import Clearance
from chungtay.releases.tests.scene import HOUR, Tapping, ask_of, asked, came

VERB = "releases.ask_doctor"


def clearances():
    return Clearance.objects.unscoped(why="tests look at everything")


def desk(world, name="van"):
    """The blood desk of the call's hospital, in the call's own ward."""
    account = world.account(name, "hospital_desk", world.ward).account
    Post.objects.filter(account=account).update(organisation=hospital(world).actor_id)
    return account


def test_the_hospitals_desk_reads_a_given_name_and_nothing_more(world):
    account = desk(world)
    asked(world)
    text = Message.objects.filter(recipient_id=account.actor_id).latest("pk").text
    assert "tên Khang" in text and "Đỗ" not in text and "trực" not in text
    row = clearances().get()
    assert (row.place_id, row.result) == (world.ward.pk, "")


def test_said_twice_one_question_is_asked(world):
    release = came(world)
    assert asked(world, release).pk == asked(world, release).pk
    assert clearances().count() == 1


def test_the_rule_that_wants_a_doctor_is_kept_by_its_code_alone(world, monkeypatch):
    from chungtay.releases.actions import doctors
    from chungtay.transfusion.answering import Answer, Outcome

    told = Answer(Outcome.DOCTOR, None, "vì sao", "nguồn", "blood.defer.covid.recovered")
    monkeypatch.setattr(doctors, "answers", lambda *args, **kwargs: [told])
    row = asked(world)
    assert row.code == "blood.defer.covid.recovered"
    kept = {str(getattr(row, f.attname)) for f in row._meta.fields}
    assert "vì sao" not in kept and "nguồn" not in kept


def test_nobody_says_for_another_that_they_are_well(world):
    release = came(world)
    with pytest.raises(NotAllowed):
        ask_doctor(actor=Tapping(world.officer.actor_id, VERB), at=world.at, ask=ask_of(release))


def test_whoever_said_no_or_comes_too_late_has_nothing_to_ask(world):
    release = came(world)
    ask = ask_of(release)
    with pytest.raises(Over):
        ask_doctor(actor=Tapping(ask.actor_id, VERB), at=world.at + 3 * HOUR, ask=ask)
    cannot_come(actor=Tapping(ask.actor_id, "blood.cannot_come"), at=world.at, ask=ask)
    with pytest.raises(Over):
        ask_doctor(actor=Tapping(ask.actor_id, VERB), at=world.at, ask=ask)
