"""Who was asked and why so many, wave by wave; counts only."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as say

from chungtay.blood import matching
from chungtay.blood.models import Reply, Wave
from chungtay.boards.board import REFUSALS, Board
from chungtay.boards.chances import Chances
from chungtay.boards.reaching import in_words
from chungtay.kit import clock
from chungtay.recruiting.explaining import percent


@dataclass(frozen=True, slots=True)
class Asked:
    """One wave in the table; `entry` is 0 for the one that has not gone out."""

    name: str
    found: int
    entry: int
    yes: int
    no: int
    silent: int
    why: str


def waves(board: Board, chances: Chances | None) -> list[Asked]:
    """The waves of a call, and the next one if it is drawing near."""
    answers, found = board.answers, []
    for wave in board.waves:
        asked = [pk for pk, ask in board.asks.items() if ask.wave_id == wave.pk]
        said = Counter(answers.get(pk, "") for pk in asked)
        found.append(
            Asked(
                _named(wave.number, clock.time_of(wave.asked_in.at)), wave.found,
                wave.asked_in_id, said[Reply.Answer.COMING],
                sum(said[answer] for answer in REFUSALS), said[""], why(wave),
            )
        )  # fmt: skip
    planned = chances.planned if chances else None
    if planned and chances:
        goal = say("Để vượt %(goal)s") % {"goal": chances.wanted}
        found.append(Asked(_named(planned.number, planned.time), planned.ask, 0, 0, 0, 0, goal))
    return found


def why(wave: Wave) -> str:
    """Why so many, in a line."""
    if not wave.found:
        return say("Không còn ai để hỏi")
    if wave.after is None:
        return say("Ít người nên không giữ khả năng của đợt")
    known = {"before": percent(wave.before or 0.0), "after": percent(wave.after)}
    if wave.before:
        return say("Mới đạt %(before)s; hỏi chừng ấy thành %(after)s") % known
    if wave.after < wave.alpha:
        return say("Tất cả những ai hỏi được, mới đạt %(after)s") % known
    return say("Ít nhất để đạt %(after)s") % known


def reach(board: Board) -> list[str]:
    """Whom the questions do not reach. Counting the register is for an open call only."""
    phones = matching.by_telephone_only(board.call, board.at) if board.open else 0
    return in_words(board.arrived, phones)


def _named(number: int, time: str) -> str:
    return say("Đợt %(n)s, %(time)s") % {"n": number, "time": time}
