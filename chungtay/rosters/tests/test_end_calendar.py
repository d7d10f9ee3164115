"""The address answers nothing any more."""

import pytest

from chungtay.access import links
from chungtay.rosters.actions import end_calendar, give_calendar
from chungtay.rosters.actions.calendars import PURPOSE, NoCalendar


def test_it_is_dead_at_once(world):
    told = {"place": world.ward, "account": world.officer.account}
    token = give_calendar(actor=world.officer, at=world.at, **told)
    end_calendar(actor=world.officer, at=world.at, **told)
    with pytest.raises(links.DeadLink):
        links.open_link(token, PURPOSE, at=world.at)


def test_without_one_there_is_nothing_to_end(world):
    with pytest.raises(NoCalendar):
        end_calendar(
            actor=world.officer, at=world.at, place=world.ward, account=world.officer.account
        )
