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


def test_one_that_goes_wrong_stops_none_of_the_others(world, monkeypatch, caplog):
    from chungtay.releases import tasks

    def broken(**_said):
        raise ValueError("broken")

    release = cleared(world)
    monkeypatch.setattr(tasks, "escalate", broken)
    monkeypatch.setattr(tasks, "_without_cover", lambda at: [release])
    seen = []
    monkeypatch.setattr(tasks, "miss_cover", lambda **said: seen.append(said["ask"].pk))
    tend_at(world.at + 10 * MINUTE)
    assert seen == [release.ask_id] and "could not be tended" in caplog.text
