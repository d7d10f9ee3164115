"""It was from another day, or for another reason."""

import pytest

from chungtay.rosters.actions import correct_absence, take_back_absence
from chungtay.rosters.actions.absences import AbsenceOver, AwayAlready
from chungtay.rosters.models import Absence
from chungtay.rosters.tests.examples import DAY, absence


def do(world, mine, first, last, reason=Absence.Reason.CONTACT):
    return correct_absence(
        actor=world.officer, at=world.at, absence=mine, reason=reason,
        starts_at=world.at + first * DAY, ends_at=world.at + last * DAY,
    )  # fmt: skip


def test_days_and_reason_are_others_and_the_entry_says_who(world):
    mine = absence(world, world.officer.account)
    made = do(world, mine, -1, 9)
    assert (made.pk, made.reason, made.starts_at) == (mine.pk, "contact", world.at - DAY)
    assert made.corrected_in.actor_id == world.officer.actor_id


def test_not_into_another_absence_and_not_what_never_was(world):
    mine = absence(world, world.officer.account)
    later = absence(world, world.officer.account, starts=world.at + 20 * DAY)
    with pytest.raises(AwayAlready):
        do(world, mine, 0, 21)
    take_back_absence(actor=world.officer, at=world.at, absence=later)
    do(world, mine, 0, 21)
    with pytest.raises(AbsenceOver):
        do(world, later, 20, 25)
