"""The commander answers: yes with a stand-in, or no."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import connections

from chungtay.blood.actions import set_out, stand_down
from chungtay.blood.models import Seat, StandDown
from chungtay.journal.act import NotAllowed
from chungtay.journal.answers import loaded
from chungtay.journal.models import Entry, Message
from chungtay.releases.actions import (
    AnsweredAlready,
    NoStandIn,
    NotFree,
    OutOfOrder,
    Over,
    decide,
    escalate,
)
from chungtay.releases.tests.scene import (
    HOUR,
    MINUTE,
    Tapping,
    ask_of,
    call_of,
    came,
    cleared,
    commander,
    deputy,
    fresh,
    leave_of,
    spare,
    stand_in,
)
from chungtay.rosters import keeping
from chungtay.rosters.models import Cover
from chungtay.rosters.tests import examples as rosters
from conftest import World


def texts(actor_id):
    return [m.text for m in Message.objects.filter(recipient_id=actor_id).order_by("pk")]


def covers():
    return Cover.objects.unscoped(why="tests look at everything").filter(ended_in=None)


def seat(release):
    rows = Seat.objects.unscoped(why="tests look at everything")
    return rows.filter(ask=release.ask_id, freed_in=None).first()


def yes(world, release, who=None, at=None, by=None):
    return decide(
        actor=by or commander(world), at=at or world.at, release=release, yes=True,
        stand_in=who or stand_in(world),
    )  # fmt: skip


def no(world, release, at=None, by=None):
    return decide(actor=by or commander(world), at=at or world.at, release=release, yes=False)


def test_a_yes_puts_the_stand_in_into_the_roster_and_lets_the_donor_go(world):
    release = cleared(world)
    leave = yes(world, release)
    (cover,) = covers()
    assert cover.stand_in == stand_in(world)
    assert cover.covered_in.part_of_id == leave.decided_in_id
    assert not keeping.duties(release.account.pk, world.at, world.at + 16 * HOUR)
    assert (leave.starts_at, leave.ends_at) == (world.at, world.at + 16 * HOUR)
    assert seat(release).expires_at == world.at + 15 * MINUTE
    mine = texts(ask_of(release).actor_id)
    assert "Mai Xuân Lộc trực thay" in mine[-2] and "Xin anh/chị đến" in mine[-1]
    assert "trực thay" in texts(stand_in(world).actor_id)[-1]
    assert set_out(
        actor=Tapping(ask_of(release).actor_id, "blood.set_out"), at=world.at,
        ask=ask_of(release), minutes=0,
    )  # fmt: skip


def test_turns_that_begin_within_twelve_hours_after_giving_are_covered_too(world):
    release = came(world, hours=2)
    late = rosters.shift(world, release.account, starts=world.at + 13 * HOUR)
    release = cleared(world, release)
    yes(world, release)
    # The running turn to its end, and of the next what lies within the twelve hours.
    assert {row.shift_id: row.ends_at for row in covers()} == {
        release_shift(release): world.at + HOUR,
        late.pk: world.at + 16 * HOUR,
    }
    assert not keeping.duties(release.account.pk, world.at, world.at + 16 * HOUR)


def release_shift(release):
    from chungtay.rosters.models import Shift

    shifts = Shift.objects.unscoped(why="tests look at everything")
    return shifts.filter(officer=release.account).order_by("starts_at").first().pk


def test_a_no_frees_the_place_and_only_the_officer_is_told(world):
    release = cleared(world, others=3, units=1)
    before = Message.objects.count()
    no(world, release)
    release = fresh(release)
    assert (release.ending, seat(release)) == ("declined", None)
    told = list(Message.objects.order_by("pk")[before:].values_list("recipient", "text"))
    actor = ask_of(release).actor_id
    assert [who for who, _text in told] == [actor]
    assert "nhờ người khác" in told[0][1] and not covers().exists()
    # The ending of the ask, and a call that looks for another.
    assert StandDown.objects.unscoped(why="tests look").filter(ask=release.ask_id).exists()
    assert Entry.objects.get(verb="releases.decide").sealed


def test_after_a_no_the_same_call_does_not_take_the_officer_again(world):
    from chungtay.blood.actions import come

    release = cleared(world)
    no(world, release)
    ask = ask_of(release)
    with pytest.raises(Exception, match="chưa đi được"):
        come(actor=Tapping(ask.actor_id, "blood.come"), at=world.at, ask=ask)
    assert seat(release) is None


def test_before_the_doctor_there_is_nothing_to_decide(world):
    release = came(world)
    with pytest.raises(OutOfOrder, match="chưa có ý kiến bác sĩ"):
        yes(world, release)


def test_a_yes_names_who_stands_in(world):
    release = cleared(world)
    with pytest.raises(NoStandIn):
        decide(actor=commander(world), at=world.at, release=release, yes=True)


def test_who_is_not_rested_or_not_free_cannot_stand_in(world):
    release = cleared(world)
    tired = spare(world, "Hồ Anh Thư")
    rosters.shift(world, tired, starts=world.at - 9 * HOUR, hours=8)
    for who in (tired, release.account):
        with pytest.raises(NotFree):
            yes(world, release, who)
    assert leave_of(release).granted is None


def test_a_stand_in_who_fell_ill_meanwhile_is_refused_in_words(world):
    release = cleared(world)
    rosters.absence(world, stand_in(world), days=3)
    with pytest.raises(NotFree, match="Mai Xuân Lộc"):
        yes(world, release)


def test_a_colleague_who_was_asked_for_the_same_call_is_not_proposed(world):
    from chungtay.releases.actions import covering
    from chungtay.releases.tests.scene import serving

    serving(world, spare(world, "Hồ Anh Thư"), n=4)
    release = cleared(world, units=3)
    names = [one.name for one in covering.stand_ins(release, world.at)]
    assert "Mai Xuân Lộc" in names and "Hồ Anh Thư" not in names


def test_the_deputy_answers_only_after_five_minutes(world):
    release = cleared(world)
    with pytest.raises(NotAllowed):
        yes(world, release, by=deputy(world))
    at = world.at + 5 * MINUTE
    escalate(actor=world.system, at=at, leave=leave_of(release))
    assert yes(world, release, by=deputy(world), at=at).granted


def test_nobody_decides_about_themselves(world):
    release = cleared(world)
    from chungtay.access.acting import PostHolder
    from chungtay.access.actions import appoint
    from chungtay.access.roles import Role

    appoint(
        actor=world.system, at=world.at, place=world.ward, account=release.account,
        role=Role.POLICE_CHIEF,
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        yes(world, release, by=PostHolder(release.account, world.at))


def test_said_twice_the_second_reads_that_it_was_answered(world):
    release = cleared(world)
    yes(world, release)
    with pytest.raises(AnsweredAlready):
        no(world, release)


def test_when_the_call_closed_meanwhile_nothing_is_covered(world):
    release = cleared(world)
    stand_down(actor=world.officer, at=world.at, call=call_of(release))
    assert fresh(release).ending == "closed"
    with pytest.raises(Over):
        yes(world, release)
    assert not covers().exists()


def test_after_the_deadline_a_yes_is_too_late(world):
    release = cleared(world)
    with pytest.raises(Over):
        yes(world, release, at=world.at + 3 * HOUR)


def test_one_tap_on_the_telephone_that_was_asked_decides(world):
    cleared(world)
    chief = commander(world)
    message = Message.objects.filter(recipient_id=chief.actor_id).latest("pk")
    assert "được nhờ đi hiến máu. Cần 4 giờ và người thay" in message.text
    assert [a["label"] for a in message.answers] == ["Duyệt, đổi ca", "Không duyệt"]
    first = message.answers[0]
    tapping = Tapping(chief.actor_id, first["verb"])
    verb, args = loaded(tapping, first["verb"], first["args"])
    assert verb(actor=tapping, at=world.at, **args).stand_in == stand_in(world)


def test_a_forwarded_question_decides_nothing(world):
    release = cleared(world)
    with pytest.raises(NotAllowed):
        no(world, release, by=Tapping(spare(world, "Lạ").actor_id, "releases.decide"))


@pytest.mark.database
def test_chief_and_deputy_press_at_once_and_one_counts(own_database):
    world = World(datetime(2026, 11, 20, 7, 5, tzinfo=UTC))
    release = cleared(world)
    at = world.at + 5 * MINUTE
    escalate(actor=world.system, at=at, leave=leave_of(release))
    results = together(
        lambda: yes(world, release, at=at, by=commander(world)),
        lambda: no(world, release, at=at, by=deputy(world)),
    )
    assert sorted(type(one).__name__ for one in results) == ["AnsweredAlready", "Leave"]
    granted = leave_of(release).granted
    assert covers().count() == (1 if granted else 0)
    assert (seat(release) is not None) == granted


@pytest.mark.database
def test_a_yes_while_the_call_is_ended_leaves_no_cover(own_database):
    world = World(datetime(2026, 11, 20, 7, 5, tzinfo=UTC))
    release = cleared(world)
    together(
        lambda: yes(world, release),
        lambda: stand_down(actor=world.officer, at=world.at, call=call_of(release)),
    )
    assert fresh(release).ended_in_id and not covers().filter(ends_at__gt=world.at).exists()


@pytest.mark.database
def test_one_stand_in_is_never_given_to_two(own_database):
    world = World(datetime(2026, 11, 20, 7, 5, tzinfo=UTC))
    one = cleared(world)
    two = cleared(world, n=4)
    results = together(lambda: yes(world, one), lambda: yes(world, two))
    assert sorted(isinstance(r, Exception) for r in results) == [False, True], results
    assert covers().filter(stand_in=stand_in(world)).count() == 1


def together(*acts):
    """All at once, on threads and connections of their own; what each gave or raised."""
    start, results = threading.Barrier(len(acts)), []

    def run(act):
        try:
            start.wait(10)
            results.append(act())
        except Exception as fault:
            results.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results
