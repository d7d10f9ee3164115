"""The public form: what is written waits for the yes of whoever has the number."""

from datetime import timedelta

import pytest

from chungtay.donors.models import Donor
from chungtay.donors.tests.examples import donor
from chungtay.journal.act import NotAllowed
from chungtay.journal.models import Message
from chungtay.people.models import Consent, ContactPoint, Person
from chungtay.signups.actions import TooMany, confirm_signup, sign_up
from chungtay.signups.models import Signup
from chungtay.signups.tests.examples import TOLD


def write(world, at=None, actor=None, origin="", **told):
    return sign_up(
        actor=actor or world.system, at=at or world.at, place=world.ward, origin=origin,
        told=TOLD | {"home": world.ward.pk} | told,
    )  # fmt: skip


def rows(world, model):
    return model.objects.visible_to(world.system)


def test_the_number_is_asked_and_until_its_yes_nobody_is_a_donor(world):
    assert write(world) is True
    assert not rows(world, Donor).exists() and not rows(world, Consent).exists()
    point = rows(world, ContactPoint).get()
    assert (point.value, point.verified_at) == ("+84905123457", None)
    message = Message.objects.get()
    assert message.purpose == "channels.reply" and "Là anh/chị?" in message.text
    confirm_signup(actor=world.system, at=world.at, signup=rows(world, Signup).get())
    assert rows(world, Donor).get().every_months == 3


def test_whoever_types_a_number_again_makes_it_ring_once_a_day(world):
    write(world)
    assert write(world, world.at + timedelta(hours=23)) is False
    assert Message.objects.count() == 1 and rows(world, Person).count() == 1


def test_a_donor_is_not_asked_again_and_nobody_learns_it(world):
    one = donor(world)
    number = rows(world, ContactPoint).get(person=one.person_id, kind="phone").value
    assert write(world, name=one.person.name, phone=number) is False
    assert not rows(world, Signup).exists()


def test_another_name_on_the_same_number_is_another_person(world):
    write(world)
    assert write(world, name="Lê Thu Thảo") is True
    assert rows(world, Person).count() == 2


def test_an_address_and_a_ward_have_their_limit(world, monkeypatch):
    from chungtay.signups.actions import public

    monkeypatch.setattr(public, "OF_AN_ADDRESS", 2)
    for n in range(2):
        write(world, origin="here", phone=f"+8490512000{n}")
    with pytest.raises(TooMany):
        write(world, origin="here", phone="+84905120009")
    write(world, origin="elsewhere", phone="+84905120009")
    write(world, world.at + timedelta(hours=2), origin="here", phone="+84905120010")
    monkeypatch.setattr(public, "OF_A_WARD", 1)
    with pytest.raises(TooMany):
        write(world, world.at + timedelta(hours=2), origin="far", phone="+84905120011")


def test_no_officer_uses_the_public_door(world):
    with pytest.raises(NotAllowed):
        write(world, actor=world.officer)
