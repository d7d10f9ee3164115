"""A channel's trouble is said once, and may stop the sending."""

import pytest

from chungtay.channels.actions import AlreadyOpen, open_incident
from chungtay.channels.models import Channel
from chungtay.channels.tests.examples import account

pytestmark = pytest.mark.django_db


def trouble(world, channel, pauses, code="-211"):
    return open_incident(
        actor=world.system, at=world.at, channel=channel, code=code, sentence="Hết hạn mức",
        pauses=pauses,
    )  # fmt: skip


def speaking():
    return Channel.objects.unscoped(why="a test of it").speaking().count()


def test_a_pausing_incident_stops_the_channel_and_another_does_not(world):
    channel = account(world)
    trouble(world, channel, pauses=False, code="token_not_renewed")
    assert speaking() == 1
    trouble(world, channel, pauses=True)
    assert speaking() == 0


def test_the_same_trouble_is_open_once(world):
    channel = account(world)
    trouble(world, channel, pauses=True)
    with pytest.raises(AlreadyOpen):
        trouble(world, channel, pauses=True)
