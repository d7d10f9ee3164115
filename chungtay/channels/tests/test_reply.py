"""What we say to somebody who wrote to us."""

import pytest

from chungtay.channels.actions import reply
from chungtay.channels.resolving import needs_consent
from chungtay.journal.act import Repeated
from chungtay.journal.models import Message

pytestmark = pytest.mark.django_db


def say(world, key):
    return reply.once(key)(
        actor=world.system, at=world.at, place=world.ward,
        recipient=world.officer.actor_id, text="Đã đủ người.",
    )  # fmt: skip


def test_a_reply_goes_first_and_needs_no_consent(world):
    message = say(world, "k")
    assert message.urgent and not needs_consent(message)


def test_a_reply_is_written_once(world):
    say(world, "k")
    with pytest.raises(Repeated):
        say(world, "k")
    assert Message.objects.count() == 1
