"""The whole of article S2, day by day."""

from collections.abc import Iterator
from datetime import datetime

from chungtay.channels.resolving import take
from chungtay.site.demo.s2 import bank, beats, names, urgent
from chungtay.site.demo.s2 import ward as wards
from chungtay.site.demo.s2.ward import Ward


def play(now: datetime) -> Ward:
    """From the founding of the bank to its gift; into a database without it."""
    ward = wards.open_ward()
    bank.found(ward)
    beats.open_beats(ward)
    sent = wards.reinforce(ward)
    epidemic(ward, iter(sent))
    wards.relieve(ward, sent)
    beats.keep_desk(ward, urgent.DAY)
    urgent.afternoon(ward)
    silence(now)
    return ward


def leave_behind(ward: Ward) -> None:
    """What became of the ward: its Zalo account, its beats and its posts are no more."""
    bank.close(ward)
    beats.close(ward)
    wards.close(ward)


def epidemic(ward: Ward, reserve: Iterator[str]) -> None:
    """Twenty-two fall ill or have met somebody who is, and come back: each on their day. An area
    officer's beat goes to the next of those whom the city sent."""
    ill = [officer for officer in names.OFFICERS if officer.out]
    for officer in sorted(ill, key=lambda one: str(one.out)):
        beats.fall_ill(ward, officer, next(reserve) if officer.role == names.AREA else "")
        bank.defer(ward, officer)
    for officer in sorted(ill, key=lambda one: str(one.back)):
        beats.come_back(ward, officer)
        bank.admit(ward, officer)


def silence(now: datetime) -> None:
    """What was said in 2021 finds no way out: the account of those days is gone, and today's is not
    connected yet. Looked at now, none of it can leave later or count as waiting."""
    while take(now):
        pass
