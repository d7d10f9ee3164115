"""A text to be copied into groups, with a short link of its own."""

import math
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from chungtay.groups import codes
from chungtay.groups.actions import write_notice
from chungtay.groups.actions.notices import NotANotice, PatientNamed
from chungtay.groups.models import Notice
from chungtay.groups.tests.examples import TEXT, notice
from chungtay.groups.tests.rows import rows
from chungtay.journal.act import NotAllowed


def write(world, **changes):
    told = dict(
        actor=world.officer, at=world.at, place=world.ward, text=TEXT,
        purpose=Notice.Purpose.ASK, lasts=timedelta(days=7),
    )  # fmt: skip
    return write_notice(**told | changes)


def test_its_code_is_at_least_60_bits_and_has_no_letters_that_look_alike(world):
    found = {write(world).code for _ in range(20)}
    assert len(found) == 20
    assert all(len(code) == codes.LENGTH for code in found)
    assert not set("".join(found)) & set("01oil")
    assert codes.LENGTH * math.log2(len(set(codes.LETTERS))) >= 60


def test_it_ends_by_itself(world):
    made = write(world)
    assert made.takes_answers(world.at)
    assert made.takes_answers(world.at + timedelta(days=7, seconds=-1))
    assert not made.takes_answers(world.at + timedelta(days=7))


@pytest.mark.parametrize("days", [0, -1, 91])
def test_a_link_lives_for_up_to_90_days(world, days):
    with pytest.raises(NotANotice):
        write(world, lasts=timedelta(days=days))


def test_it_says_something(world):
    with pytest.raises(NotANotice):
        write(world, text=" \n ")


def test_a_text_that_seems_to_name_a_patient_is_refused_until_somebody_has_looked(world):
    text = "Cần người hiến máu cho bà Hoa giường 14."
    with pytest.raises(PatientNamed, match="bà Hoa giường 14"):
        write(world, text=text)
    assert write(world, text=text, nobody_ill=True).text == text


def test_elsewhere_and_by_a_role_without_this_duty_it_is_refused(world):
    for actor in (world.elsewhere, world.account("ktoan", "auditor", world.ward)):
        with pytest.raises(NotAllowed):
            write(world, actor=actor)


@pytest.mark.parametrize("code", ["abc", "abcdefghjkmn!", "ABCDEFGHJKMNP"])
def test_the_database_takes_no_short_code(world, code):
    made = notice(world)
    with pytest.raises(IntegrityError, match="notice_code"), transaction.atomic():
        rows(Notice).filter(pk=made.pk).update(code=code)
