"""What people do with rosters."""

from chungtay.rosters.actions.absences import (
    correct_absence,
    end_absence,
    mark_absent,
    take_back_absence,
)
from chungtay.rosters.actions.alarms import end_alarm, tell_gap
from chungtay.rosters.actions.beats import (
    close_beat,
    give_beat,
    lay_out_beat,
    open_beat,
    take_back_beat,
)
from chungtay.rosters.actions.calendars import end_calendar, give_calendar
from chungtay.rosters.actions.covers import cover, end_cover
from chungtay.rosters.actions.numbers import set_duty_number
from chungtay.rosters.actions.shifts import move_shift, put_on_shift, take_off_shift
from chungtay.rosters.actions.watches import close_watch, open_watch
from chungtay.rosters.actions.weeks import Brought, Turn, bring_turns, copy_week

__all__ = [
    "Brought", "Turn", "bring_turns", "close_beat", "close_watch", "copy_week", "correct_absence",
    "cover", "end_absence", "end_alarm", "end_calendar", "end_cover", "give_beat", "give_calendar",
    "lay_out_beat", "mark_absent", "move_shift", "open_beat", "open_watch", "put_on_shift",
    "set_duty_number", "take_back_absence", "take_back_beat", "take_off_shift", "tell_gap",
]  # fmt: skip
