"""The commander is told where nobody answers, once for each gap."""

from contextlib import suppress

from chungtay.journal.models import Message
from chungtay.rosters.actions import tell_gap
from chungtay.rosters.actions.alarms import PURPOSE, ToldAlready
from chungtay.rosters.models import Alarm
from chungtay.rosters.tasks import AHEAD, look_after
from chungtay.rosters.tests.examples import DAY, HOUR, absence, beat, chief, cover, officer
from chungtay.rosters.tests.rows import rows


def told():
    return list(Message.objects.filter(purpose=PURPOSE).order_by("pk"))


def test_it_names_the_beat_and_the_reason_and_nobodys_health(world):
    boss, keeper = chief(world), officer(world, "Bảo")
    beat(world, "Địa bàn 3", keeper=keeper)
    absence(world, keeper, reason="patient")
    assert look_after(world.at) == 1
    (message,) = told()
    assert message.recipient_id == boss.actor_id and message.urgent
    assert "Địa bàn 3" in message.text and "vắng" in message.text
    assert not {"F0", "cách ly", "Bảo"} & set(message.text.split())


def test_once_and_again_for_the_next_gap(world):
    chief(world)
    keeper = officer(world)
    mine = beat(world, keeper=keeper)
    absence(world, keeper, days=0)
    rounds = [look_after(world.at + n * HOUR / 12) for n in range(3)]
    assert rounds == [1, 0, 0]
    cover(world, mine, starts=world.at + HOUR, hours=24)
    assert look_after(world.at + 2 * HOUR) == 0 and rows(Alarm).get().over_at
    assert look_after(world.at + 25 * HOUR - AHEAD) == 1
    assert len(told()) == 2


def test_before_it_begins_and_not_for_less_than_an_hour(world):
    chief(world)
    keeper, other = officer(world), officer(world)
    beat(world, keeper=keeper)
    beat(world, keeper=other)
    absence(world, keeper, starts=world.at + 3 * HOUR)
    absence(world, other, starts=world.at + HOUR, days=1 / 48)
    assert look_after(world.at - 2 * HOUR) == 0
    assert look_after(world.at) == 1
    (alarm,) = rows(Alarm)
    assert (alarm.beat_id, alarm.starts_at) == (_kept(keeper), world.at + 3 * HOUR)


def _kept(keeper):
    from chungtay.rosters.models import Keeping

    return rows(Keeping).get(officer=keeper).beat_id


def test_when_the_head_is_away_the_deputy_is_told(world):
    boss = chief(world)
    deputy = world.account("pho", "police_deputy", world.ward)
    absence(world, boss.account)
    beat(world)
    look_after(world.at)
    assert [message.recipient_id for message in told()] == [deputy.actor_id]


def test_the_same_gap_is_not_told_twice_by_the_verb_either(world):
    mine = beat(world)
    for expected in (1, 1):
        with suppress(ToldAlready):
            tell_gap(
                actor=world.system, at=world.at, beat=mine, starts_at=world.at,
                reason=Alarm.Reason.UNASSIGNED,
            )  # fmt: skip
        assert rows(Alarm).count() == expected


def test_a_beat_that_is_kept_is_no_alarm(world):
    beat(world, keeper=officer(world))
    assert look_after(world.at + DAY) == 0 and not rows(Alarm).exists()
