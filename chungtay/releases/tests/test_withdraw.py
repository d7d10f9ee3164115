"""The officer does not go after all."""

import pytest

from chungtay.blood.actions import cannot_come
from chungtay.blood.models import Seat
from chungtay.journal.act import NotAllowed
from chungtay.releases.actions import withdraw
from chungtay.releases.mine import Oneself
from chungtay.releases.tests.scene import (
    Tapping,
    ask_of,
    came,
    commander,
    fresh,
    granted,
    stand_in,
)
from chungtay.releases.tests.test_decide import covers, texts
from chungtay.rosters import keeping


def away(world, release):
    return withdraw(actor=Oneself(release.account, world.ward.pk), at=world.at, release=release)


def test_the_place_is_free_the_cover_ends_and_everybody_is_told(world):
    release = granted(world)
    assert away(world, release).ending == "withdrew"
    seats = Seat.objects.unscoped(why="tests look").filter(ask=release.ask_id, freed_in=None)
    assert not seats.exists()
    assert not covers().filter(ends_at__gt=world.at).exists()
    assert keeping.duties(release.account.pk, world.at, world.at.replace(hour=10))
    for who in (stand_in(world), commander(world)):
        assert "không đi nữa và giữ ca của mình" in texts(who.actor_id)[-1]


def test_by_the_telephone_it_is_the_same(world):
    release = granted(world)
    ask = ask_of(release)
    cannot_come(actor=Tapping(ask.actor_id, "blood.cannot_come"), at=world.at, ask=ask)
    assert fresh(release).ending == "withdrew" and not covers().exists()


def test_said_twice_it_changes_nothing(world):
    release = came(world)
    assert away(world, release).ended_in_id == away(world, fresh(release)).ended_in_id


def test_before_the_commander_was_asked_they_never_learn_of_it(world):
    release = came(world)
    before = len(texts(commander(world).actor_id))
    away(world, release)
    assert len(texts(commander(world).actor_id)) == before


def test_nobody_says_it_for_them(world):
    release = came(world)
    with pytest.raises(NotAllowed):
        withdraw(actor=Oneself(world.officer.account, world.ward.pk), at=world.at, release=release)
