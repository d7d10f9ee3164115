"""What happened in a call, the newest first: the last beside the call, all of it in its log."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import gettext as say
from django.utils.translation import ngettext

from chungtay.blood.models import Reply, Seat
from chungtay.boards import releasing
from chungtay.boards.board import REFUSALS, Board
from chungtay.kit import clock
from chungtay.recruiting.explaining import why

LOST = {Seat.Freed.EXPIRED, Seat.Freed.MISSED}
"""Endings of a place that no answer of the donor tells already."""
JUST_DONE = 6
"""How many of the latest the page of a call shows."""


class Event(NamedTuple):
    at: datetime
    text: str
    how: str = ""
    why: str = ""
    """For the log only."""


def happened(board: Board) -> list[Event]:
    """Everything, the newest first. Who said no has no name here."""
    latest_first = list(_all(board))[::-1]
    return sorted(latest_first, key=lambda event: event.at, reverse=True)


def _all(board: Board) -> Iterator[Event]:
    call = board.call
    yield Event(
        call.opened_at, say("Bệnh viện xác nhận, lời gọi bắt đầu"),
        say("%(who)s xác nhận") % {"who": call.confirmed_by},
    )  # fmt: skip
    for wave in board.waves:
        words = ngettext("Hỏi %(n)s người", "Hỏi %(n)s người", wave.found) % {"n": wave.found}
        yield Event(wave.asked_in.at, words, why=why(wave.step))
    for turn in board.turns:
        yield Event(turn.turned_in.at, say("Nhờ %s") % turn.get_to_display())
    for reply in board.replies:
        own = board.asks[reply.ask_id].actor_id == reply.said_in.actor_id
        how = say("tự trả lời") if own else say("cán bộ ghi")
        yield Event(reply.said_in.at, _said(board, reply), how)
    yield from _places(board)
    for step in releasing.taken(board):
        yield Event(step.at, step.text % {"name": board.name(step.ask_id)}, step.how)
    for given in board.gifts.values():
        text = say("%(name)s đã hiến") % {"name": board.name(given.ask_id)}
        yield Event(given.gift.recorded_in.at, text)
    for given in board.taken_back:
        assert given.taken_back_in is not None
        text = say("Bỏ lần hiến ghi nhầm của %(name)s") % {"name": board.name(given.ask_id)}
        yield Event(given.taken_back_in.at, text)
    if board.closure:
        reason = board.closure.get_reason_display()
        yield Event(board.closure.closed_in.at, say("Khép lời gọi: %s") % reason)


def _places(board: Board) -> Iterator[Event]:
    """When they come, and places lost on the way."""
    for arrival in board.arrivals:
        text = say("%(name)s đã lên đường") if arrival.minutes == 0 else say("%(name)s hẹn giờ đến")
        hour = say("khoảng %(time)s tới") % {"time": clock.time_of(arrival.arrives_at)}
        yield Event(arrival.said_in.at, text % {"name": board.name(arrival.ask_id)}, hour)
    for seat in board.seats:
        if seat.freed_in and seat.freed_as in LOST:
            told = {"name": board.name(seat.ask_id), "how": seat.get_freed_as_display()}
            yield Event(seat.freed_in.at, say("%(name)s: %(how)s") % told)


def _said(board: Board, reply: Reply) -> str:
    if reply.answer in REFUSALS or reply.ask_id not in board.full:
        return say("Một người trả lời: %(answer)s") % {"answer": reply.get_answer_display()}
    return f"{board.name(reply.ask_id)}: {reply.get_answer_display()}"


def just_done(board: Board, events: list[Event]) -> list[dict[str, str]]:
    """The latest as a timeline: what, then when and how."""
    return [
        {"state": "done", "text": event.text, "note": _noted(board.when(event.at), event.how)}
        for event in events[:JUST_DONE]
    ]


def by_day(events: list[Event]) -> list[tuple[date, list[dict[str, str]]]]:
    """All of them, a timeline for each day, the newest first."""
    return [
        (day, [
            {"state": "done", "time": clock.time_of(event.at), "text": event.text,
             "note": _noted(event.how, event.why)}
            for event in found
        ])
        for day, found in groupby(events, key=lambda event: clock.today(event.at))
    ]  # fmt: skip


def _noted(*parts: str) -> str:
    return " · ".join(filter(None, parts))
