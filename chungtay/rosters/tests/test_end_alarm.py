"""Somebody answers again."""

from chungtay.rosters.actions import close_beat, end_alarm, give_beat
from chungtay.rosters.models import Alarm
from chungtay.rosters.tasks import look_after
from chungtay.rosters.tests.examples import HOUR, beat, chief, officer
from chungtay.rosters.tests.rows import rows


def test_once_given_the_alarm_is_over(world):
    mine = beat(world)
    look_after(world.at)
    give_beat(actor=chief(world), at=world.at + HOUR, beat=mine, officer=officer(world))
    look_after(world.at + HOUR)
    assert rows(Alarm).get().over_at == world.at + HOUR


def test_a_closed_beat_ends_it_and_a_second_end_changes_nothing(world):
    mine = beat(world)
    look_after(world.at)
    close_beat(actor=chief(world), at=world.at + HOUR, beat=mine)
    look_after(world.at + HOUR)
    alarm = rows(Alarm).get()
    end_alarm(actor=world.system, at=world.at + 2 * HOUR, alarm=alarm)
    assert rows(Alarm).get().over_at == world.at + HOUR
