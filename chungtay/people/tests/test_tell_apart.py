"""Two who look like one are two, and nobody asks again."""

import pytest

from chungtay.journal.act import NotAllowed
from chungtay.people import duplicates
from chungtay.people.actions import AlreadyTold, NotMergeable, tell_apart
from chungtay.people.tests.examples import home, phone, somebody


def apart(world, one, other, actor=None):
    return tell_apart(actor=actor or world.officer, at=world.at, one=one, other=other)


def pairs(world):
    return [(p.one_id, p.other_id) for p in duplicates.pairs([world.ward.pk])]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lê Thị Thúy", "Lê Thị Thuý"),
        ("Trần Hoà", "Trần Hòa"),
        ("Nguyễn Thị Lan", "Nguyen thi lan"),
        ("Đỗ Văn Ba", "Do Van Ba"),
    ],
)
def test_names_spelled_in_two_ways_are_shown_until_told_apart(world, one, other):
    a, b = somebody(world, one), somebody(world, other)
    assert pairs(world) == [(a.pk, b.pk)]
    apart(world, b, a)
    assert pairs(world) == []
    assert duplicates.of(a.pk, [world.ward.pk]) == []


def test_a_name_alone_is_no_reason_a_telephone_or_a_household_is(world):
    a = somebody(world, "Lê Thị Thúy", birth_year=None)
    b = somebody(world, "Lê Thị Thuý", birth_year=1990)
    assert pairs(world) == []
    phone(world, a)
    phone(world, b)
    assert [(p.year, p.phone) for p in duplicates.pairs([world.ward.pk])] == [(False, True)]
    c = somebody(world, "Lê thị thuý", birth_year=None)
    home(world, b, "14 Trần Cao Vân", c)
    found = duplicates.of(c.pk, [world.ward.pk])
    assert [(p.other_id, p.household) for p in found] == [(b.pk, True)]


def test_who_lives_elsewhere_is_not_shown(world):
    somebody(world, "Lê Thị Thúy")
    somebody(world, "Lê Thị Thuý", place=world.other_ward)
    assert pairs(world) == []


def test_twice_and_with_oneself_are_refused(world):
    a, b = somebody(world), somebody(world)
    apart(world, a, b)
    with pytest.raises(AlreadyTold):
        apart(world, b, a)
    with pytest.raises(NotMergeable):
        apart(world, a, a)


def test_both_must_be_ours(world):
    away = somebody(world, place=world.other_ward)
    with pytest.raises(NotAllowed):
        apart(world, somebody(world), away)
    with pytest.raises(NotAllowed):
        apart(world, away, somebody(world))
