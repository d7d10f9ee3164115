"""Those who said they come, as their rows on the page of a call: first name, step, hour."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as say

from chungtay.blood.actions.texts import kilometres
from chungtay.blood.models import Arrival, Ask, CallClosure, Seat
from chungtay.boards.board import Board
from chungtay.kit import clock
from chungtay.releases.showing import KEPT, Words


@dataclass(frozen=True, slots=True)
class Step:
    """Where somebody stands: tone and icon of `<c-st>`, and the word."""

    tone: str
    icon: str
    words: str


@dataclass(frozen=True, slots=True)
class Person:
    """One row. `full` is for the initials only; `may_miss`: their hour is over, they may be said
    not to have come; `may_leave`: somebody else may say for them that they cannot."""

    ask: Ask
    full: str
    name: str
    meta: str
    step: Step
    time: str
    note: str
    gave: bool
    may_give: bool
    may_leave: bool
    may_miss: bool
    may_set_out: bool


def rows(board: Board, steps: Mapping[int, Words]) -> list[Person]:
    """Those who have a place or gave, in the order of their places. `steps`: where a donor on duty
    stands, of asks whose release is under way."""
    said = {reply.ask_id: reply.said_in.at for reply in board.replies}
    seats = {seat.ask_id: seat for seat in board.held}
    order = dict.fromkeys([*seats, *board.gifts, *sorted(board.mistaken)])
    return [
        _row(board, ask_id, seats.get(ask_id), said.get(ask_id), steps.get(ask_id))
        for ask_id in order
    ]


def _row(
    board: Board, ask_id: int, seat: Seat | None, said: datetime | None, release: Words | None
) -> Person:
    ask, gave = board.asks[ask_id], ask_id in board.gifts
    arrival = board.arriving.get(seat.pk) if seat else None
    waits = board.open and not gave
    late = waits and arrival is not None and board.at > arrival.arrives_at
    on_its_way = release if waits and arrival is None else None
    free = on_its_way is None or on_its_way.tone != "wait"
    own = seat is not None and seat.number <= board.call.units
    return Person(
        ask=ask, full=board.full.get(ask_id, ""), name=board.name(ask_id),
        meta=_meta(ask, on_its_way),
        step=_release(on_its_way) if on_its_way else _step(board, ask_id, seat, arrival),
        time=clock.time_of(arrival.arrives_at) if arrival and waits else "",
        note=_note(seat, said, waits=waits and arrival is None), gave=gave, may_give=not gave,
        may_leave=waits and not late, may_miss=late,
        may_set_out=waits and own and free and arrival is None,
    )  # fmt: skip


def _meta(ask: Ask, release: Words | None) -> str:
    """A commander reads of somebody's duty only when they are asked."""
    on_duty = say("đang trực ban") if release and release.words != str(KEPT[0]) else ""
    far = say("cách %(km)s") % {"km": kilometres(ask.distance_km)}
    return " · ".join(filter(None, (on_duty, far)))


def _release(words: Words) -> Step:
    return Step(words.tone, "hourglass" if words.tone == "wait" else "check", words.words)


def _note(seat: Seat | None, said: datetime | None, *, waits: bool) -> str:
    if waits and seat and seat.expires_at:
        return say("giữ chỗ đến %(time)s") % {"time": clock.time_of(seat.expires_at)}
    return say("trả lời %(time)s") % {"time": clock.time_of(said)} if said else ""


def _step(board: Board, ask_id: int, seat: Seat | None, arrival: Arrival | None) -> Step:
    if ask_id in board.gifts:
        return Step("ok", "droplet", say("Đã hiến"))
    if board.closure:
        late = board.closure.reason == CallClosure.Reason.EXPIRED
        word = say("Chưa ghi kết quả") if late else say("Không cần đến nữa")
        return Step("off", "circle-dashed", word)
    if seat is None:
        return Step("off", "circle-dashed", say("Chưa hiến"))
    if seat.number > board.call.units:
        return Step("wait", "hourglass", say("Dự bị"))
    if arrival is None:
        return Step("ok", "check", say("Nhận lời"))
    if board.at > arrival.arrives_at:
        return Step("wait", "hourglass", say("Chưa thấy tới"))
    if arrival.minutes == 0:
        return Step("ok", "bike", say("Đang trên đường"))
    return Step("ok", "clock", say("Hẹn %(time)s") % {"time": clock.time_of(arrival.arrives_at)})
