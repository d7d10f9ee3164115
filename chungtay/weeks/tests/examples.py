"""Which pages of the roster are lists, and rows for those of one thing."""

from datetime import timedelta
from itertools import count

from chungtay.rosters.tests.examples import absence, beat, cover, officer, shift, watch

DAY = timedelta(days=1)
_numbers = count(1)


def one_more(world):
    """A beat with a keeper, a turn, somebody away."""
    beat(world, keeper=officer(world))
    shift(world)
    absence(world)


def _own_turn(world):
    """Another turn of the officer's own, in another week."""
    starts = world.at + 2 * DAY * next(_numbers)
    shift(world, world.officer.account, starts=starts, where=watch(world))


LISTS = {
    "weeks:week": one_more,
    "weeks:printed": one_more,
    "weeks:mine": _own_turn,
    "weeks:beats": one_more,
    "weeks:watches": one_more,
}
NOT_LISTS = {
    "weeks:workbook": "a file",
    "weeks:copy_week": "a form",
    "weeks:bring": "a form",
    "weeks:staffing": "counts only",
    "weeks:put_on": "a form",
    "weeks:open_beat": "a form",
    "weeks:open_watch": "a form",
    "weeks:duty_number": "a form",
    "weeks:calendar": "a form",
    "weeks:end_calendar": "a question",
    "weeks:mark_absent": "a form",
}


def _beat_at(world, place):
    return {"beat_id": beat(world, place=place, keeper=officer(world, place=place)).pk}


def _shift_at(world, place):
    return {"shift_id": shift(world, place=place).pk}


def _absence_at(world, place):
    return {"absence_id": absence(world, place=place).pk}


OBJECTS = {
    **dict.fromkeys(
        ("weeks:beat", "weeks:lay_out", "weeks:give_beat", "weeks:take_back_beat",
         "weeks:close_beat", "weeks:cover_beat"), _beat_at,
    ),
    **dict.fromkeys(
        ("weeks:shift", "weeks:move_shift", "weeks:take_off", "weeks:cover_shift"),
        _shift_at,
    ),
    **dict.fromkeys(
        ("weeks:correct_absence", "weeks:end_absence", "weeks:take_back_absence"),
        _absence_at,
    ),
    "weeks:end_cover": lambda world, place: {"cover_id": cover(world, place=place).pk},
    "weeks:close_watch": lambda world, place: {"watch_id": watch(world, place=place).pk},
    "weeks:officer": lambda world, place: {"account_id": officer(world, place=place).pk},
}  # fmt: skip
