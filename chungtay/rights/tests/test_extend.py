"""One extension, before the term is over, no longer than the decree allows, with a reason."""

from datetime import timedelta

import pytest

from chungtay.journal.models import Message
from chungtay.rights import clocks
from chungtay.rights.actions import AlreadyDone, NotWithinTheTerm, extend
from chungtay.rights.tests.examples import asked, chief


def more(world, row, days=10, reason="Chờ bệnh viện trả lời", at=None):
    return extend(actor=chief(world), at=at or world.at, request=row, days=days, reason=reason)


def test_the_term_moves_and_the_person_is_told_why(world):
    row = asked(world)
    more(world, row)
    row.refresh_from_db()
    # Until Monday 30 November; ten days later is Thursday 10 December.
    assert clocks.last_day(row.fulfil_by) == "10/12/2026"
    text = Message.objects.get(recipient=row.actor_id).text
    assert "Chờ bệnh viện trả lời" in text and "10/12/2026" in text


@pytest.mark.parametrize("what,days", [("view", 11), ("withdraw", 16), ("delete", 21), ("view", 0)])
def test_more_than_the_decree_allows_is_refused(world, what, days):
    with pytest.raises(NotWithinTheTerm):
        more(world, asked(world, what), days=days)


def test_without_a_reason_it_is_refused(world):
    with pytest.raises(NotWithinTheTerm):
        more(world, asked(world), reason="  ")


def test_a_second_time_is_refused(world):
    row = asked(world)
    more(world, row, days=3)
    with pytest.raises(AlreadyDone):
        more(world, row, days=3)


def test_when_the_term_is_over_it_is_too_late(world):
    row = asked(world, received_at=world.at - timedelta(days=30))
    with pytest.raises(NotWithinTheTerm):
        more(world, row)
