"""After a restore nothing that waited is sent by itself: it may have left since."""

from datetime import timedelta

from chungtay.channels import doubts
from chungtay.channels.actions import reply
from chungtay.channels.models import Delivery
from chungtay.channels.resolving import take
from chungtay.channels.tests.examples import account
from chungtay.rights.tests.examples import somebody


def written(world, text):
    return reply(
        actor=world.system, at=world.at, place=world.ward, text=text,
        recipient=somebody(world).actor_id,
    )  # fmt: skip


def deliveries():
    return Delivery.objects.unscoped(why="the tests look at everything")


def test_what_waits_becomes_doubtful_taken_or_not(world):
    account(world)
    message = written(world, "Hẹn 15:00")
    assert doubts.restored(world.at) == 1
    row = deliveries().get(message=message)
    assert (row.state, row.code) == ("unknown", "restored")
    assert "có thể đã gửi" in row.reason
    assert not deliveries().due(world.at + timedelta(days=1)).exists()
    assert take(world.at) == 0


def test_what_was_settled_stays(world):
    account(world)
    written(world, "Hẹn 15:00")
    take(world.at)
    deliveries().update(state="sent", external_id="m1", sent_at=world.at)
    assert doubts.restored(world.at) == 0
    assert deliveries().get().state == "sent"
