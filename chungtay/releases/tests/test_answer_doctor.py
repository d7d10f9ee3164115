"""A doctor's answer: may come to be examined, or not today."""

from datetime import timedelta

import pytest

from chungtay.access.acting import PostHolder
from chungtay.access.actions import appoint
from chungtay.access.roles import Role
from chungtay.blood.actions import record_gift, stand_down
from chungtay.blood.models import Seat
from chungtay.donors.models import Pause
from chungtay.journal.act import NotAllowed
from chungtay.journal.models import Entry, Message
from chungtay.kit import clock
from chungtay.releases import questions
from chungtay.releases.actions import (
    AnsweredAlready,
    NotAnAnswer,
    OutOfOrder,
    Over,
    answer_doctor,
)
from chungtay.releases.models import Leave, Release
from chungtay.releases.tests.scene import (
    HOUR,
    ask_of,
    asked,
    call_of,
    came,
    clearance_of,
    commander,
    deputy,
    fresh,
)
from chungtay.releases.tests.test_ask_doctor import desk


def answer(world, clearance, result="may", by=None, at=None, doctor="Lê Thu Thảo", until=None):
    return answer_doctor(
        actor=by or world.officer, at=at or world.at, clearance=clearance, result=result,
        doctor=doctor, until=until,
    )  # fmt: skip


def leaves():
    return Leave.objects.unscoped(why="tests look at everything")


def release_of(clearance):
    return Release.objects.unscoped(why="tests look").get(pk=clearance.release_id)


def test_after_a_yes_the_commander_is_asked_of_hours_and_cover_only(world):
    clearance = asked(world)
    before = Message.objects.count()
    answer(world, clearance)
    leave = leaves().get()
    assert leave.escalates_at == world.at + timedelta(minutes=5)
    told = Message.objects.order_by("pk")[before:]
    chief = next(m for m in told if m.recipient_id == commander(world).actor_id)
    assert "được nhờ đi hiến máu. Cần 4 giờ và người thay" in chief.text
    assert "Mai Xuân Lộc" in chief.text
    for word in ("bác sĩ", "khỏe", "nhóm", "hoãn", "tiểu cầu"):
        assert word not in chief.text
    assert not [m for m in told if m.recipient_id == deputy(world).actor_id]


def test_after_a_no_the_place_is_free_and_the_commander_never_learns(world):
    clearance = asked(world, others=3)
    before = Message.objects.count()
    answer(world, clearance, "not_today")
    release = release_of(clearance)
    assert (release.ending, leaves().exists()) == ("doctor", False)
    seats = Seat.objects.unscoped(why="tests look").filter(ask=release.ask_id, freed_in=None)
    assert not seats.exists()
    told = set(Message.objects.order_by("pk")[before:].values_list("recipient", flat=True))
    assert not told & {commander(world).actor_id, deputy(world).actor_id}
    assert "dịp khác" in Message.objects.order_by("pk")[before:][0].text


def test_a_day_becomes_a_pause_that_looks_like_any_other(world):
    clearance = asked(world)
    until = clock.today(world.at) + timedelta(days=20)
    answer(world, clearance, "not_today", until=until)
    pause = Pause.objects.unscoped(why="tests look at everything").get()
    assert (pause.until, fresh(clearance).until) == (until, until)


def test_the_hospitals_own_desk_needs_no_doctors_name_and_an_officer_does(world):
    with_desk = PostHolder(desk(world), world.at)
    clearance = asked(world)
    with pytest.raises(NotAnAnswer, match="tên bác sĩ"):
        answer(world, clearance, doctor=" ")
    assert answer(world, clearance, by=with_desk, doctor="").result == "may"


def test_commanders_neither_write_nor_read_it(world):
    clearance = asked(world)
    for who in (commander(world), deputy(world)):
        with pytest.raises(NotAllowed):
            answer(world, clearance, by=who)
    answer(world, clearance)
    entry = Entry.objects.get(verb="releases.answer_doctor")
    from chungtay.journal.rows import may_read

    assert entry.sealed and not may_read(commander(world), entry)


def test_the_officer_does_not_answer_for_the_doctor_about_themselves(world):
    clearance = asked(world)
    release = release_of(clearance)
    with pytest.raises(NotAllowed, match="người khác"):
        answer(world, clearance, by=PostHolder(release.account, world.at))


def test_the_first_answer_counts(world):
    clearance = asked(world)
    answer(world, clearance)
    with pytest.raises(AnsweredAlready):
        answer(world, clearance, "not_today")
    assert clearance_of(release_of(clearance)).result == "may"


@pytest.mark.parametrize("result, days", [("may", 3), ("not_today", 0), ("perhaps", None)])
def test_what_is_no_answer_is_refused(world, result, days):
    until = None if days is None else clock.today(world.at) + timedelta(days=days)
    with pytest.raises(NotAnAnswer):
        answer(world, asked(world), result, until=until)


def test_when_the_call_is_over_the_answer_comes_too_late(world):
    clearance = asked(world)
    with pytest.raises(Over):
        answer(world, clearance, at=world.at + 3 * HOUR)
    stand_down(actor=world.officer, at=world.at, call=call_of(release_of(clearance)))
    with pytest.raises(Over):
        answer(world, clearance)


def test_when_the_turn_is_over_meanwhile_nobody_need_approve(world):
    release = came(world, hours=2)
    clearance = asked(world, release)
    answer(world, clearance, at=world.at + 2 * HOUR)
    seat = Seat.objects.unscoped(why="tests look").get(ask=release.ask_id, freed_in=None)
    assert (fresh(release).ending, leaves().exists()) == ("free", False)
    assert seat.expires_at is not None


def test_who_leads_the_ward_neither_reads_nor_writes_it_in_another_post(world):
    clearance = asked(world)
    chief = commander(world)
    appoint(
        actor=world.system, at=world.at, place=world.ward, account=chief.account,
        role=Role.DESK_OFFICER,
    )  # fmt: skip
    both = PostHolder(chief.account, world.at)
    assert both.may("releases.answer_doctor", None) and questions.open_to(both, world.at) == []
    with pytest.raises(NotAllowed, match="người khác"):
        answer_doctor(actor=both, at=world.at, clearance=clearance, result="may", doctor="Bs Thảo")
    assert questions.open_to(world.officer, world.at) == [clearance]


def test_who_leads_the_ward_is_refused_without_a_word_of_doctors(world):
    release = release_of(asked(world))
    ask = ask_of(release)
    said = []
    for who in (commander(world), world.officer):
        with pytest.raises(OutOfOrder) as refused:
            record_gift(actor=who, at=world.at, ask=ask)
        said.append("bác sĩ" in str(refused.value.sentence))
    assert said == [False, True]
