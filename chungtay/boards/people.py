"""Those who said they come, as their rows on the page of a call: first name, step, hour."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as say

from chungtay.blood.actions.texts import kilometres
from chungtay.blood.models import Ask, CallClosure
from chungtay.boards.board import Board
from chungtay.kit import clock


@dataclass(frozen=True, slots=True)
class Step:
    """Where somebody stands: tone and icon of `<c-st>`, and the word."""

    tone: str
    icon: str
    words: str


@dataclass(frozen=True, slots=True)
class Person:
    ask: Ask
    full: str
    """For the initials only."""
    name: str
    meta: str
    step: Step
    time: str
    note: str
    gave: bool
    may_give: bool
    may_leave: bool


def rows(board: Board) -> list[Person]:
    """Those who have a place or gave, in the order of their places."""
    said = {reply.ask_id: reply.said_in.at for reply in board.replies}
    numbers = {seat.ask_id: seat.number for seat in board.held}
    order = dict.fromkeys([*numbers, *board.gifts, *sorted(board.mistaken)])
    return [_row(board, ask_id, numbers.get(ask_id, 0), said.get(ask_id)) for ask_id in order]


def _row(board: Board, ask_id: int, number: int, said: datetime | None) -> Person:
    ask, gave = board.asks[ask_id], ask_id in board.gifts
    parts = [say("cách %(km)s") % {"km": kilometres(ask.distance_km)}]
    note = say("trả lời %(time)s") % {"time": clock.time_of(said)} if said else ""
    return Person(
        ask=ask, full=board.full.get(ask_id, ""), name=board.name(ask_id),
        meta=" · ".join(parts), step=_step(board, ask_id, number), time="", note=note,
        gave=gave, may_give=not gave, may_leave=not gave and board.open,
    )  # fmt: skip


def _step(board: Board, ask_id: int, number: int) -> Step:
    if ask_id in board.gifts:
        return Step("ok", "droplet", say("Đã hiến"))
    if board.closure:
        late = board.closure.reason == CallClosure.Reason.EXPIRED
        return Step(
            "off", "circle-dashed", say("Chưa ghi kết quả") if late else say("Không cần đến nữa")
        )
    if number == 0:
        return Step("off", "circle-dashed", say("Chưa hiến"))
    if number > board.call.units:
        return Step("wait", "hourglass", say("Dự bị"))
    return Step("ok", "check", say("Nhận lời"))
