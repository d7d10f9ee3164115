"""Who kept which beat: fourteen beats, thirteen keepers ill, none of them nobody's for a day."""

from datetime import date, datetime

from chungtay.rosters import actions as rosters
from chungtay.rosters.models import Absence, Beat, Watch
from chungtay.site.demo.s2 import names
from chungtay.site.demo.s2.names import Officer
from chungtay.site.demo.s2.ward import DISTANCING, Ward, moment

REASONS = {names.F0: Absence.Reason.PATIENT, names.F1: Absence.Reason.CONTACT}
BEGINS = 7
"""The hour at which work is handed over."""
LAST = moment(date(2024, 12, 31), 16)


def open_beats(ward: Ward) -> None:
    """From the first day of distancing every beat has its officer, and the desk is a post to keep.
    The commander plans."""
    at = moment(DISTANCING, 0)
    chief = ward.acting(names.CHIEF, at)
    keepers = [officer for officer in names.OFFICERS if officer.role == names.AREA]
    for number, officer in enumerate(keepers, 1):
        beat = rosters.open_beat(actor=chief, at=at, place=ward.place, name=f"Địa bàn {number}")
        rosters.give_beat(actor=chief, at=at, beat=beat, officer=ward.accounts[officer.username])
        ward.beats[officer.username] = beat
    ward.desk = rosters.open_watch(
        actor=chief, at=at, place=ward.place, kind=Watch.Kind.DESK, name="Trực ban"
    )


def fall_ill(ward: Ward, officer: Officer, stand_in: str) -> None:
    """Away until they are back; their beat has somebody else from the same hour."""
    assert officer.out and officer.back
    at, until = _hour(officer.out), _hour(officer.back)
    chief, account = ward.acting(names.CHIEF, at), ward.accounts[officer.username]
    ward.absences[officer.username] = rosters.mark_absent(
        actor=chief, at=at, place=ward.place, officer=account, reason=REASONS[officer.health],
        starts_at=at,
    )  # fmt: skip
    if stand_in:
        ward.covers[officer.username] = rosters.cover(
            actor=chief, at=at, duty=ward.beats[officer.username],
            stand_in=ward.accounts[stand_in], starts_at=at, ends_at=until,
        )  # fmt: skip


def come_back(ward: Ward, officer: Officer) -> None:
    assert officer.back
    at = _hour(officer.back)
    rosters.end_absence(
        actor=ward.acting(names.CHIEF, at), at=at, absence=ward.absences[officer.username]
    )


def keep_desk(ward: Ward, on: date) -> None:
    """The turns at the desk of one day: the captain's is the afternoon."""
    at = moment(on, 6)
    for username, begins, ends in ((names.AT_DESK, 7, 13), (names.CAPTAIN, 13, 21)):
        rosters.put_on_shift(
            actor=ward.acting(names.CHIEF, at), at=at, watch=ward.desk,
            officer=ward.accounts[username], starts_at=moment(on, begins),
            ends_at=moment(on, ends),
        )  # fmt: skip


def close(ward: Ward) -> None:
    """With the ward its beats and its desk are no more."""
    chief = ward.acting(names.CHIEF, LAST)
    beats = Beat.objects.visible_to(chief).filter(place=ward.place, closed_in=None)
    for beat in beats:
        rosters.close_beat(actor=chief, at=LAST, beat=beat)
    rosters.close_watch(actor=chief, at=LAST, watch=ward.desk)


def _hour(on: date) -> datetime:
    return moment(on, BEGINS)
