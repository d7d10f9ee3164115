"""What each class of Zalo's refusals does to a message, against the loopback Zalo itself."""

import pytest

from chungtay.channels.actions import close_incident
from chungtay.channels.models import Channel, Incident
from chungtay.channels.tests.loopback import deliveries, drain, states
from chungtay.kit import clock
from chungtay.kit.clock import VN


def refused(town, code):
    [(actor, user_id)] = town.people(1)
    town.zalo.refuse_next(code)
    town.ask([actor], answers=False)
    drain()
    town.user_id = user_id
    return deliveries()[0]


@pytest.mark.parametrize("code", [-213, -227, -230, -232, -244])
def test_a_person_who_cannot_be_reached_here_is_not_tried_again(town, code):
    row = refused(town, code)
    assert (row.state, row.code) == ("failed", str(code))
    assert "mã" not in row.reason
    assert drain() == 0


@pytest.mark.parametrize("code", [-201, -210, -233])
def test_a_fault_of_ours_fails_and_is_logged(town, code, caplog):
    assert refused(town, code).state == "failed"
    assert "refused delivery" in caplog.text


@pytest.mark.parametrize("code", [-211, -204, -219, -221, -223, -224, -320, -321])
def test_an_operators_trouble_pauses_the_channel_and_keeps_the_message(town, code):
    assert refused(town, code).state == "waiting"
    incident = Incident.objects.unscoped(why="a test of it").standing().get()
    assert incident.code == str(code) and incident.pauses
    assert drain() == 0
    close_incident(actor=town.world.system, at=clock.now(), incident=incident)
    drain()
    assert states() == {"sent": 1}


def test_the_night_is_waited_for(town):
    row = refused(town, -234)
    assert row.state == "waiting"
    assert f"{row.not_before.astimezone(VN):%H:%M}" == "06:05"


def test_too_many_at_once_gives_the_channel_a_rest(town):
    row = refused(town, -32)
    assert (row.state, row.attempts) == ("waiting", 0)
    assert Channel.objects.unscoped(why="a test of it").get().rest_until is not None


def test_a_failed_send_is_tried_three_times(town):
    from chungtay.channels.models import Delivery

    [(actor, user_id)] = town.people(1)
    town.zalo.refuse_next(-200, times=3)
    town.ask([actor])
    for _ in range(4):
        drain()
        Delivery.objects.unscoped(why="the wait is over").update(not_before=None)
    [row] = deliveries()
    assert (row.state, row.attempts, row.code) == ("failed", 3, "-200")
    assert town.zalo.messages(user_id) == []
