"""A post to keep is opened."""

import pytest

from chungtay.rosters.actions import open_watch
from chungtay.rosters.actions.checks import AlreadyNamed, NoName
from chungtay.rosters.models import Watch
from chungtay.rosters.tests.examples import chief
from chungtay.rosters.tests.rows import rows


def do(world, name="Chốt kiệt 12", needed=2):
    return open_watch(
        actor=chief(world), at=world.at, place=world.ward, kind=Watch.Kind.CHECKPOINT, name=name,
        needed=needed, strenuous=True,
    )  # fmt: skip


def test_it_says_what_it_is_and_how_many_it_needs(world):
    made = do(world)
    assert (made.kind, made.needed, made.strenuous) == ("checkpoint", 2, True)
    assert (made.opened_at, made.closed_at) == (world.at, None)


@pytest.mark.parametrize("needed", [0, 31])
def test_nobody_and_too_many_are_refused(world, needed):
    with pytest.raises(NoName):
        do(world, needed=needed)


def test_the_same_name_twice_is_refused(world):
    do(world)
    with pytest.raises(AlreadyNamed):
        do(world, "chốt KIỆT 12")
    assert rows(Watch).count() == 1
