"""Being away: told by oneself or by whoever plans, and shown as "vắng" and nothing more."""

import pytest

from chungtay.rosters.actions import mark_absent
from chungtay.rosters.actions.absences import AwayAlready, NotTheirs
from chungtay.rosters.actions.checks import AwkwardTime
from chungtay.rosters.models import Absence
from chungtay.rosters.tests.examples import DAY, chief, officer
from chungtay.rosters.tests.rows import rows


def do(world, actor, who, starts=None, ends=None, reason=Absence.Reason.PATIENT):
    return mark_absent(
        actor=actor, at=world.at, place=world.ward, officer=who, reason=reason,
        starts_at=starts or world.at, ends_at=ends,
    )  # fmt: skip


def test_one_tells_it_oneself_without_knowing_when_one_is_back(world):
    made = do(world, world.officer, world.officer.account)
    assert (made.ends_at, made.reason) == (None, "patient")


def test_whoever_plans_tells_it_of_others_and_nobody_else(world):
    other = officer(world)
    with pytest.raises(NotTheirs):
        do(world, world.officer, other)
    do(world, chief(world), other)


def test_not_twice_at_once(world):
    who = officer(world)
    do(world, chief(world), who)
    with pytest.raises(AwayAlready):
        do(world, chief(world), who, starts=world.at + DAY, ends=world.at + 2 * DAY)
    assert rows(Absence).count() == 1


def test_the_end_comes_after_the_beginning(world):
    with pytest.raises(AwkwardTime):
        do(world, chief(world), officer(world), ends=world.at)


def test_the_books_hold_no_reason(world):
    from chungtay.journal.models import Entry

    made = do(world, world.officer, world.officer.account)
    entry = Entry.objects.get(pk=made.marked_in_id)
    kept = " ".join(str(getattr(entry, field.attname)) for field in Entry._meta.concrete_fields)
    assert "patient" not in kept and "F0" not in kept
