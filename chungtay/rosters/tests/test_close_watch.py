"""A post is kept no more: turns that run end, those to come are taken off."""

import pytest

from chungtay.rosters.actions import close_watch, put_on_shift
from chungtay.rosters.actions.checks import NotStanding
from chungtay.rosters.models import Presence, Shift
from chungtay.rosters.tests.examples import DAY, HOUR, chief, officer, shift, watch
from chungtay.rosters.tests.rows import rows


def test_turns_end_with_it(world):
    where = watch(world)
    runs = shift(world, starts=world.at - 2 * HOUR, where=where)
    comes = shift(world, starts=world.at + DAY, where=where)
    close_watch(actor=chief(world), at=world.at, watch=where)
    assert rows(Shift).get(pk=runs.pk).ends_at == world.at
    assert rows(Shift).get(pk=comes.pk).taken_off_in_id
    assert not rows(Presence).filter(ends_at__gt=world.at).exists()


def test_nobody_is_put_on_there_afterwards(world):
    where = watch(world)
    close_watch(actor=chief(world), at=world.at, watch=where)
    with pytest.raises(NotStanding):
        put_on_shift(
            actor=chief(world), at=world.at, watch=where, officer=officer(world),
            starts_at=world.at + HOUR, ends_at=world.at + 2 * HOUR,
        )  # fmt: skip
