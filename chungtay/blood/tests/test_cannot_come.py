"""A donor who was coming says "Tôi không đến được nữa"."""

import pytest

from chungtay.blood.actions import ask_donors, cannot_come, come, record_gift, stand_down
from chungtay.blood.models import Seat
from chungtay.blood.tests.examples import asks, call
from chungtay.blood.tests.test_come import Donor, told
from chungtay.donors.tests.examples import donor
from chungtay.journal.act import NotAllowed


def yes(world, ask):
    return come(actor=Donor(ask), at=world.at, ask=ask)


def leave(world, ask):
    cannot_come(actor=Donor(ask, "blood.cannot_come"), at=world.at, ask=ask)


def standing(world):
    seats = Seat.objects.visible_to(world.officer).filter(freed_in=None).order_by("number")
    return [(seat.number, seat.ask_id) for seat in seats]


def test_the_one_in_reserve_moves_up_and_is_told(world):
    one, two, three = asks(call(world, donors=3, units=2))
    for ask in (one, two, three):
        yes(world, ask)
    leave(world, one)
    assert standing(world) == [(1, three.pk), (2, two.pk)]
    assert "nay đã có chỗ" in told(three)[-1]
    assert told(one)[-1] == "Chúng tôi rõ rồi. Cảm ơn anh/chị đã báo."


def test_when_the_reserve_leaves_nobody_moves(world):
    one, two = asks(call(world, donors=2, units=1))
    yes(world, one)
    yes(world, two)
    leave(world, two)
    assert standing(world) == [(1, one.pk)]


@pytest.mark.parametrize("over", ["closed", "late", "gave"])
def test_nobody_is_sent_for_who_is_not_needed(world, over):
    """The call is closed, its time is over, or the one in reserve has given already."""
    made = call(world, donors=3, units=2)
    one, two, three = asks(made)
    for ask in (one, two, three):
        yes(world, ask)
    at = world.at
    if over == "closed":
        stand_down(actor=world.officer, at=at, call=made)
    elif over == "late":
        at = made.deadline
    else:
        record_gift(actor=world.officer, at=at, ask=three)
    cannot_come(actor=Donor(one, "blood.cannot_come"), at=at, ask=one)
    assert "nay đã có chỗ" not in " ".join(told(three))
    assert three.pk not in {ask for n, ask in standing(world) if n <= made.units}


def test_the_call_can_ask_again(world):
    made = call(world, donors=2, units=1)
    for ask in asks(made):
        yes(world, ask)
    leave(world, asks(made)[0])
    fresh = donor(world)
    assert ask_donors(actor=world.officer, at=world.at, call=made).found == 1
    assert asks(made)[-1].donor_id == fresh.pk


def test_whoever_had_no_place_leaves_without_harm(world):
    (ask,) = asks(call(world, donors=1))
    leave(world, ask)
    leave(world, ask)
    assert standing(world) == [] and len(told(ask)) == 1


def test_the_officer_of_another_ward_may_not(world):
    (ask,) = asks(call(world, donors=1))
    with pytest.raises(NotAllowed):
        cannot_come(actor=world.elsewhere, at=world.at, ask=ask)
