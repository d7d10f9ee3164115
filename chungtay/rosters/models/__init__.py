"""Beats and their keepers, watches and their shifts, absences, who stands in, gaps told of."""

from chungtay.rosters.models.away import Absence, Alarm, Cover, Presence
from chungtay.rosters.models.beats import Beat, Ground, Keeping
from chungtay.rosters.models.numbers import DutyNumber
from chungtay.rosters.models.watches import Shift, Watch

__all__ = [
    "Absence", "Alarm", "Beat", "Cover", "DutyNumber", "Ground", "Keeping", "Presence", "Shift",
    "Watch",
]  # fmt: skip
