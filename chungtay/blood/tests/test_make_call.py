"""An officer calls for donors."""

from datetime import timedelta

import pytest

from chungtay.blood.actions import (
    NotACall,
    NotVerified,
    PatientNamed,
    TooManyCalls,
    make_call,
)
from chungtay.blood.models import Wave
from chungtay.blood.tests.examples import asks, call, desk, hospital, listed, wanted
from chungtay.donors.tests.examples import donor
from chungtay.journal.act import NotAllowed
from chungtay.journal.models import Entry, Message
from chungtay.people.models import Organisation
from chungtay.transfusion.groups import Component, Group
from chungtay.upkeep.actions import list_number
from chungtay.upkeep.doubted import words


def test_it_asks_the_first_wave_at_once_in_the_systems_name(world):
    near = donor(world, 0)
    made = call(world, note="Gửi xe ở cổng sau, gặp cô Vân.")
    (ask,) = asks(made)
    assert ask.donor_id == near.pk
    opened = Entry.objects.get(pk=made.opened_in_id)
    asked = Entry.objects.get(pk=ask.asked_in_id)
    assert (opened.verb, opened.actor_id) == ("blood.make_call", world.officer.actor_id)
    assert (asked.verb, asked.part_of_id) == ("blood.ask_donors", opened.pk)
    assert asked.actor_id != world.officer.actor_id


def test_the_message_says_what_where_until_when_and_has_its_answers(world):
    asked = donor(world, 0)
    call(world, note="Gửi xe ở cổng sau, gặp cô Vân.")
    message = Message.objects.get(recipient_id=asked.actor_id)
    for part in ("anh/chị My", "Bệnh viện Sông Hàn", "tiểu cầu", "B+", "17:05 hôm nay",
                 "Khoa Huyết học, tầng 2, nhà B", "cổng sau"):  # fmt: skip
        assert part in message.text
    assert [a["label"] for a in message.answers] == [
        "Tôi đến được", "Hôm nay chưa được", "Đừng hỏi tôi nữa", "Báo lời gọi này",
    ]  # fmt: skip
    assert [a["verb"] for a in message.answers] == [
        "blood.come", "blood.not_today", "blood.stop_asking", "upkeep.report_call",
    ]  # fmt: skip
    assert message.urgent and message.expires_at
    assert "090" not in message.text


def test_a_call_that_finds_nobody_stands_and_says_so(world):
    made = call(world)
    wave = Wave.objects.visible_to(world.officer).get(call=made)
    assert (wave.number, wave.needed, wave.found, wave.after) == (1, 2, 0, 0.0)


@pytest.mark.parametrize(
    "note", ["Cho bà Hoa giường 14", "Bệnh nhân Trần Văn Tám", "Cháu bé 7 tuổi", "Lê Văn Bảy"]
)
def test_what_looks_like_the_patient_is_refused(world, note):
    with pytest.raises(PatientNamed) as refused:
        call(world, note=note)
    assert "Xin bỏ chỗ này" in str(refused.value)


@pytest.mark.parametrize(
    "changes",
    [
        dict(units=0),
        dict(units=21),
        dict(group=None),
        dict(substitute=Group.O_POS),
        dict(where=" "),
        dict(confirmed_by=""),
    ],
)
def test_what_is_no_call_is_refused(world, changes):
    with pytest.raises(NotACall):
        call(world, **changes)


@pytest.mark.parametrize("hours", [-1, 0, 24 * 31])
def test_a_deadline_that_has_passed_or_lies_far_off_is_refused(world, hours):
    with pytest.raises(NotACall) as refused:
        call(world, deadline=world.at + timedelta(hours=hours))
    assert refused.value.code == "call.deadline"


def test_a_desk_calls_ten_times_a_day_for_one_hospital(world):
    for _ in range(10):
        call(world)
    with pytest.raises(TooManyCalls) as refused:
        call(world)
    assert "Hôm nay nơi này đã gọi 10 lần cho Bệnh viện Sông Hàn" in str(refused.value)
    call(world, hospital=hospital(world, "Bệnh viện Hải Vân"))
    call(world, place=world.other_ward, actor=world.system)
    tomorrow = world.at + timedelta(hours=17)
    make_call(
        actor=world.officer, at=tomorrow, **wanted(world, deadline=tomorrow + timedelta(hours=2))
    )


def test_an_officer_who_rang_nobody_back_calls_for_nobody(world):
    with pytest.raises(NotVerified):
        call(world, called_back=None)
    other = listed(world, hospital(world, "Bệnh viện Hải Vân"))
    with pytest.raises(NotVerified) as refused:
        call(world, called_back=other)
    assert refused.value.code == "call.other_number"


def test_a_number_no_longer_listed_was_not_rung_back(world):
    old = listed(world)
    list_number(
        actor=world.system, at=world.at, hospital=hospital(world), phone="0236 3821 119",
        source="trang mới",
    )  # fmt: skip
    old.refresh_from_db()
    with pytest.raises(NotVerified):
        call(world, called_back=old)


def test_the_call_says_by_whom_and_on_whose_word(world):
    mine, theirs = call(world), call(world, actor=desk(world), called_back=None)
    said = words([mine, theirs], world.officer)
    assert said[mine.pk].endswith("ghi theo lời Điều dưỡng Hồ Thị Vân")
    assert said[theirs.pk] == "Điều dưỡng Hồ Thị Vân xác nhận"


def test_a_hospitals_desk_calls_for_its_own_hospital_only(world):
    own = desk(world)
    call(world, actor=own, called_back=None)
    other = hospital(world, "Bệnh viện Hải Vân")
    with pytest.raises(NotVerified) as refused:
        call(world, actor=own, hospital=other)
    assert refused.value.code == "call.other_hospital"


def test_only_a_hospital_is_called_for(world):
    from chungtay.people.actions import register_organisation

    club = register_organisation(
        actor=world.system, at=world.at, place=world.ward, name="Câu lạc bộ máu nóng",
        kind=Organisation.Kind.CLUB,
    )  # fmt: skip
    with pytest.raises(NotACall):
        call(world, actor=world.system, hospital=club)


def test_where_the_group_is_unknown_the_hospital_names_one_to_ask(world):
    o = donor(world, 0, group=Group.O_POS)
    donor(world, 1, group=Group.B_POS)
    made = call(world, component=Component.WHOLE, group=None, substitute=Group.O_POS)
    assert [ask.donor_id for ask in asks(made)] == [o.pk]


def test_the_officer_of_another_ward_may_not(world):
    with pytest.raises(NotAllowed):
        make_call(actor=world.elsewhere, at=world.at, **wanted(world))


def test_an_account_without_post_may_not(world):
    with pytest.raises(NotAllowed):
        make_call(actor=world.stranger, at=world.at, **wanted(world))
