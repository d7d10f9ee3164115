"""Five minutes without an answer go to the deputy too."""

from datetime import timedelta

import pytest

from chungtay.journal.models import Message
from chungtay.releases.actions import AnsweredAlready, NotDue, escalate
from chungtay.releases.tasks import tend_at
from chungtay.releases.tests.scene import (
    MINUTE,
    cleared,
    commander,
    deputy,
    fresh,
    granted,
    leave_of,
)


def messages(who):
    return Message.objects.filter(recipient_id=who.actor_id).count()


def test_the_deputy_is_told_once_and_the_chief_not_again(world):
    leave = leave_of(cleared(world))
    chief, pho = messages(commander(world)), messages(deputy(world))
    for minute in (5, 6, 7):
        tend_at(world.at + minute * MINUTE)
    assert fresh(leave).escalated_in_id
    assert (messages(commander(world)), messages(deputy(world))) == (chief, pho + 1)


def test_not_before_five_minutes(world):
    leave = leave_of(cleared(world))
    tend_at(world.at + timedelta(minutes=4, seconds=59))
    assert fresh(leave).escalated_in_id is None
    with pytest.raises(NotDue):
        escalate(actor=world.system, at=world.at, leave=leave)


def test_what_was_answered_goes_no_further(world):
    release = granted(world)
    tend_at(world.at + 10 * MINUTE)
    assert leave_of(release).escalated_in_id is None
    with pytest.raises(AnsweredAlready):
        escalate(actor=world.system, at=world.at + 10 * MINUTE, leave=leave_of(release))
