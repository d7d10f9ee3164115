"""What happens to whoever leaves out a step: another officer, a week later, in too much haste."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction

from chungtay.kit.errors import Refused
from chungtay.site.demo.s2 import urgent
from chungtay.site.demo.s2.ward import Ward, moment

DAY, HASTY = date(2021, 10, 6), "toai"
"""Eight days after they were asked; for a critical call a week's rest is enough."""


def refusals(ward: Ward) -> list[str]:
    """At each step the next but one is tried; what was said to that. Nothing of it stays."""
    with transaction.atomic():
        said = _tried(ward)
        transaction.set_rollback(True)
    return said


def _tried(ward: Ward) -> list[str]:
    ask = urgent.ask_of(ward, urgent.call(ward, moment(DAY, 14)), HASTY)
    said: list[str] = []

    def leave_out(minute: int, step: Callable[[datetime], None]) -> None:
        try:
            with transaction.atomic():
                step(moment(DAY, 14, minute))
            said.append("")
        except Refused as refused:
            said.append(str(refused.sentence))

    urgent.says_yes(ward, ask, HASTY, moment(DAY, 14, 2))
    leave_out(3, lambda at: urgent.sets_out(ward, ask, HASTY, at))
    urgent.asks_doctor(ward, ask, HASTY, moment(DAY, 14, 4))
    leave_out(5, lambda at: urgent.commander_agrees(ward, ask, at))
    leave_out(6, lambda at: urgent.gives(ward, ask, at))
    urgent.doctor_answers(ward, ask, moment(DAY, 14, 7))
    leave_out(8, lambda at: urgent.sets_out(ward, ask, HASTY, at))
    leave_out(9, lambda at: urgent.commander_agrees(ward, ask, at, stand_in="nobody"))
    return said
