"""The whole of article S2, day by day."""

from datetime import datetime

from chungtay.channels.resolving import take
from chungtay.site.demo.s2 import bank, names, urgent
from chungtay.site.demo.s2 import ward as wards
from chungtay.site.demo.s2.ward import Ward


def play(now: datetime) -> Ward:
    """From the founding of the bank to its gift; into a database without it."""
    ward = wards.open_ward()
    bank.found(ward)
    sent = wards.reinforce(ward)
    ill = [officer for officer in names.OFFICERS if officer.out]
    for officer in sorted(ill, key=lambda one: str(one.out)):
        bank.defer(ward, officer)
    for officer in sorted(ill, key=lambda one: str(one.back)):
        bank.admit(ward, officer)
    wards.relieve(ward, sent)
    urgent.afternoon(ward)
    bank.close(ward)
    silence(now)
    return ward


def silence(now: datetime) -> None:
    """What was said in 2021 finds no way out: the account of those days is gone, and today's is not
    connected yet. Looked at now, none of it can leave later or count as waiting."""
    while take(now):
        pass
