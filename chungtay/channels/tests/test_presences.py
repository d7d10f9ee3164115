"""What is known of an address: the latest word holds, whatever order it comes in."""

from datetime import timedelta

import pytest

from chungtay.channels.models import Presence
from chungtay.channels.presences import Refusal, Seen, refused, seen, seen_all
from chungtay.channels.tests.examples import account

pytestmark = pytest.mark.django_db


def presence(user_id="2512523625412515"):
    return Presence.objects.unscoped(why="a test of it").get(user_id=user_id)


def test_speaking_is_kept_with_its_latest_moment(world):
    channel = account(world)
    seen(channel, "2512523625412515", world.at)
    seen(channel, "2512523625412515", world.at - timedelta(days=1))
    assert presence().last_interaction_at == world.at
    assert presence().follows is None and presence().place_id == channel.place_id


def test_following_is_an_interaction_and_leaving_is_none(world):
    channel = account(world)
    seen(channel, "2512523625412515", world.at, follows=True)
    seen(channel, "2512523625412515", world.at + timedelta(hours=1), follows=False)
    assert presence().follows is False
    assert presence().last_interaction_at == world.at


def test_a_thousand_at_once_and_the_same_person_twice_among_them(world):
    channel = account(world)
    told = [Seen(str(n % 500), world.at + timedelta(seconds=n)) for n in range(1000)]
    seen_all(channel, reversed(told))
    assert Presence.objects.unscoped(why="a test of it").count() == 500
    assert presence("7").last_interaction_at == world.at + timedelta(seconds=507)


@pytest.mark.parametrize("code", ["-244", "-139", "-141", "zbs_-139", "zbs_-141"])
def test_a_refusal_is_kept_with_its_code(world, code):
    channel = account(world)
    seen(channel, "84905123456", world.at)
    refused([Refusal(channel.pk, "84905123456", code)], world.at)
    kept = presence("84905123456")
    assert (kept.refused_at, kept.refused_code) == (world.at, code.removeprefix("zbs_"))
    assert kept.last_interaction_at == world.at


def test_not_following_clears_only_that(world):
    channel = account(world)
    refused([Refusal(channel.pk, "2512523625412515", "-213")], world.at)
    assert presence().follows is False and presence().refused_at is None


@pytest.mark.parametrize("code", ["-230", "-232", "-227"])
def test_a_closed_window_is_kept_until_somebody_speaks(world, code):
    channel = account(world)
    refused([Refusal(channel.pk, "2512523625412515", code)], world.at)
    assert (presence().closed_at, presence().closed_code) == (world.at, code)


def test_a_code_that_says_nothing_of_a_person_leaves_no_row(world):
    refused([Refusal(account(world).pk, "2512523625412515", "-201")], world.at)
    assert not Presence.objects.unscoped(why="a test of it").exists()
