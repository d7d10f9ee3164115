"""A breach is closed when everybody who must know was told; its file is kept five years."""

from datetime import date

import pytest

from chungtay.breaches.actions import AlreadyTold, NotToldYet, close, notify
from chungtay.breaches.models import BreachNotice
from chungtay.breaches.tests.examples import breach, chief, told


def shut(world, row, outcome="Đã thu hồi"):
    return close(actor=chief(world), at=world.at, breach=row, outcome=outcome)


def test_the_file_is_kept_five_years(world):
    assert shut(world, told(world)).keep_until == date(2031, 11, 20)


def test_not_before_the_authority_knows(world):
    with pytest.raises(NotToldYet):
        shut(world, breach(world))


def test_of_locations_not_before_the_people_know(world):
    row = breach(world, ["location"])
    for to in (BreachNotice.To.AUTHORITY, BreachNotice.To.PEOPLE):
        with pytest.raises(NotToldYet):
            shut(world, row)
        notify(actor=chief(world), at=world.at, breach=row, to=to, means="Mẫu 08")
    shut(world, row)


def test_twice_is_refused(world):
    row = told(world)
    shut(world, row)
    with pytest.raises(AlreadyTold):
        shut(world, row)


def test_the_end_is_told_in_words(world):
    with pytest.raises(NotToldYet):
        shut(world, told(world), outcome=" ")
