"""The pages of a call as an officer without script meets them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.blood.actions import cannot_come, come, not_today, record_gift, stand_down
from chungtay.blood.models import Arrival, Ask, CallClosure, Given, Reply
from chungtay.blood.tests.examples import asks, call
from chungtay.blood.tests.test_come import Donor as Answering
from chungtay.channels.models import Channel, Delivery
from chungtay.donors.models import Gift
from chungtay.donors.tests.examples import donor
from chungtay.journal.models import Entry, Message
from chungtay.kit import clock
from chungtay.kit.tests import officers
from chungtay.people.models import ContactPoint
from chungtay.releases.tests import scene as duty

DOCTOR = {"told_by": "Bác sĩ Phạm Thu Trang"}


world, client, text = officers.world, officers.client, officers.text


def test_the_page_of_a_call_names_those_who_come_and_nobody_else(world, client):
    made = call(world, donors=3, units=1)
    _one, two, _three = asks(made)
    path = reverse("boards:call", args=[made.pk])
    assert "Chưa ai nhận lời" in text(client.get(path))
    come(actor=Answering(two), at=clock.now(), ask=two)
    page = text(client.get(path))
    assert "1 người nhận lời" in page
    assert page.count('class="name">Anh/chị') == 1
    assert "0905" not in page


def test_what_the_desk_presses_is_done(world, client):
    made = call(world, donors=3, units=2)
    one, two, _three = asks(made)
    for ask in (one, two):
        come(actor=Answering(ask), at=clock.now(), ask=ask)
    client.post(reverse("boards:gave", args=[made.pk, one.pk]), DOCTOR)
    assert Given.objects.visible_to(world.officer).get().ask_id == one.pk
    client.post(reverse("boards:absent", args=[made.pk, two.pk]))
    latest = Reply.objects.visible_to(world.officer).filter(ask=two).latest("pk")
    assert latest.answer == "cannot_come"
    fresh = donor(world)
    client.post(reverse("boards:ask_more", args=[made.pk]))
    assert Ask.objects.visible_to(world.officer).get(donor=fresh).call_id == made.pk
    question = client.get(reverse("boards:stop", args=[made.pk]))
    assert "Dừng và cảm ơn" in text(question)
    assert not CallClosure.objects.visible_to(world.officer).exists()
    client.post(reverse("boards:stop", args=[made.pk]))
    assert CallClosure.objects.visible_to(world.officer).get().reason == "stopped"


def test_it_says_whom_the_questions_do_not_reach_and_no_numbers(world, client):
    donor(world, zalo=False)
    made = call(world, donors=2)
    for ask, state in zip(asks(made), ("failed", "unknown"), strict=True):
        message = Message.objects.get(recipient=ask.actor_id)
        point = ContactPoint.objects.visible_to(world.system).get(actor=ask.actor_id, kind="zalo")
        Delivery.objects.create(
            place=world.ward, message=message, contact=point, channel=channel(world),
            state=state, code="timeout", way="zalo_cs",
        )  # fmt: skip
    said = client.get(reverse("boards:call", args=[made.pk])).content.decode()
    assert f'href="{reverse("inbox:unreached")}"' in said, "a list of whom to telephone"
    page = text(client.get(reverse("boards:call", args=[made.pk])))
    assert "1 người hợp nhóm chỉ có số điện thoại, cần gọi." in page
    assert "1 tin hỏi chưa gửi được." in page and "1 tin hỏi chưa rõ đã tới." in page
    assert "0905" not in page


def channel(world):
    found = Channel.objects.visible_to(world.system).first()
    entry = Entry.objects.first()
    return found or Channel.objects.create(
        place=world.ward, name="OA", oa_id="1", app_id="2", connected_in=entry
    )


def test_a_gift_recorded_by_mistake_is_taken_back_after_a_question(world, client):
    made = call(world, donors=1, units=1)
    (ask,) = asks(made)
    record_gift(actor=world.officer, at=clock.now(), ask=ask)
    page = reverse("boards:call", args=[made.pk])
    path = reverse("boards:take_back", args=[made.pk, ask.pk])
    assert path in text(client.get(page)) and "đừng hủy riêng dòng" in text(client.get(page))
    assert "Bỏ lần hiến này" in text(client.get(path))
    gifts = Gift.objects.visible_to(world.officer)
    assert gifts.filter(withdrawn_in=None).exists()
    after = text(client.post(path, follow=True))
    assert not gifts.filter(withdrawn_in=None).exists()
    assert reverse("boards:gave", args=[made.pk, ask.pk]) in after and "0 trên 1" in after
    assert "đã bỏ rồi" in text(client.post(path, follow=True))
    assert client.get(path).status_code == 404
    client.post(reverse("boards:gave", args=[made.pk, ask.pk]), DOCTOR)
    assert gifts.filter(withdrawn_in=None).count() == 1


def test_a_refusal_is_a_sentence_on_the_page(world, client):
    made = call(world, donors=1)
    stand_down(actor=world.officer, at=clock.now(), call=made)
    answer = client.post(reverse("boards:ask_more", args=[made.pk]), follow=True)
    assert "Lời gọi này đã khép lại." in text(answer)


def test_polling_brings_the_living_part_only_when_something_changed(world, client):
    made = call(world, donors=2, units=1)
    path = reverse("boards:call", args=[made.pk])
    poll = {"headers": {"HX-Request": "true"}}
    page = client.get(path)
    seen = page.content.decode().split("?seen=")[1].split('"')[0]
    assert client.get(f"{path}?seen={seen}", **poll).status_code in {200, 204}
    (ask, _other) = asks(made)
    come(actor=Answering(ask), at=clock.now(), ask=ask)
    part = client.get(f"{path}?seen={seen}", **poll)
    assert part.status_code == 200 and "1 người nhận lời" in text(part)
    assert "<html" not in text(part)


def test_a_closed_call_no_longer_polls(world, client):
    made = call(world, donors=1, units=1)
    (ask,) = asks(made)
    record_gift(actor=world.officer, at=clock.now(), ask=ask)
    page = text(client.get(reverse("boards:call", args=[made.pk])))
    assert "hx-get" not in page and "đủ máu" in page and "1 trên 1" in page


def test_elsewhere_it_is_not_there(world):
    made = call(world, donors=1)
    (ask,) = asks(made)
    other = Client()
    other.force_login(world.elsewhere.account)
    for name, args in [
        ("call", [made.pk]), ("stop", [made.pk]), ("take_back", [made.pk, ask.pk]),
    ]:  # fmt: skip
        assert other.get(reverse(f"boards:{name}", args=args)).status_code == 404
    for name, args in [("ask_more", [made.pk]), ("gave", [made.pk, ask.pk]),
                       ("absent", [made.pk, ask.pk])]:  # fmt: skip
        assert other.post(reverse(f"boards:{name}", args=args)).status_code == 404


def test_an_account_without_post_sees_nothing_of_it(world):
    other = Client()
    other.force_login(world.stranger.account)
    assert other.get(reverse("boards:calls")).status_code == 403


@pytest.mark.parametrize("donors", [1, 3])
def test_the_page_of_a_call_costs_the_same_for_one_and_for_three(
    world, client, donors, django_assert_num_queries
):
    made = call(world, donors=donors, units=3)
    for ask in asks(made):
        come(actor=Answering(ask), at=clock.now(), ask=ask)
    path = reverse("boards:call", args=[made.pk])
    client.get(path)
    with django_assert_num_queries(27):
        client.get(path)


def test_a_wave_leads_to_how_far_its_messages_have_come(world, client):
    made = call(world, donors=3)
    address = reverse("inbox:progress", args=[asks(made)[0].asked_in_id])
    page = client.get(reverse("boards:call", args=[made.pk])).content.decode()
    assert f'href="{address}"' in page
    assert client.get(address).status_code == 200


def signed(acting):
    found = Client()
    found.force_login(acting.account)
    return found


def test_the_commander_answers_on_the_page_and_reads_of_nobodys_health(world):
    release = duty.cleared(world)
    path = reverse("boards:call", args=[release.call_id])
    page = text(signed(duty.commander(world)).get(path))
    assert "rời ca trực để hiến máu" in page and "Duyệt, đổi ca" in page
    assert "Mai Xuân Lộc" in page and "đang trực ban · cách" in page and "Chờ duyệt" in page
    ways = [reverse(f"releases:{name}", args=[release.pk]) for name in ("approve", "decline")]
    assert all(way in page for way in ways)
    for health in ("khỏi bệnh", "F0", "Bs Thảo", "sức khỏe"):
        assert health not in page


def test_the_strip_is_only_for_whoever_may_answer(world, client):
    release = duty.cleared(world)
    page = text(client.get(reverse("boards:call", args=[release.call_id])))
    assert "Chờ duyệt" in page and "Duyệt, đổi ca" not in page


def test_before_the_commander_is_asked_a_place_is_just_kept_for_them(world, client):
    release = duty.came(world)
    path = reverse("boards:call", args=[release.call_id])
    page = text(signed(duty.commander(world)).get(path))
    assert "Đang giữ chỗ" in page and "trực ban ·" not in page and "bác sĩ" not in page.split(
        "người nhận lời"
    )[1].split("Đã hỏi")[0]  # fmt: skip
    assert "Chờ hỏi bác sĩ" in text(client.get(path))


def test_an_answer_of_the_commander_changes_what_the_poll_brings(world, client):
    release = duty.cleared(world)
    path = reverse("boards:call", args=[release.call_id])
    seen = client.get(path).context["version"]
    duty.granted(world, release)
    part = client.get(f"{path}?seen={seen}", headers={"HX-Request": "true"})
    assert part.status_code == 200 and "Đã duyệt, có người thay" in text(part)


def test_an_arrival_is_shown_with_its_hour_and_may_be_recorded_by_the_desk(world, client):
    made = call(world, donors=2, units=1)
    one, _two = asks(made)
    come(actor=Answering(one), at=clock.now(), ask=one)
    path = reverse("boards:call", args=[made.pk])
    assert "giữ chỗ đến" in text(client.get(path))
    client.post(reverse("boards:set_out", args=[made.pk, one.pk]))
    page = text(client.get(path))
    assert "Đang trên đường" in page
    arrival = Arrival.objects.visible_to(world.officer).get()
    assert f'<b class="block so">{clock.time_of(arrival.arrives_at)}</b>' in page
    later = Arrival.objects.visible_to(world.officer)
    later.update(arrives_at=clock.now() - timedelta(minutes=1))
    page = text(client.get(path))
    assert "Chưa thấy tới" in page
    client.post(reverse("boards:missed", args=[made.pk, one.pk]))
    assert "Chưa ai nhận lời" in text(client.get(path))
    assert "không tới" in text(client.get(reverse("boards:log", args=[made.pk])))


def test_the_log_tells_all_of_it_and_names_nobody_who_said_no(world, client):
    made = call(world, donors=3, units=1)
    one, two, _three = asks(made)
    not_today(actor=Answering(two, "blood.not_today"), at=clock.now(), ask=two)
    come(actor=Answering(one), at=clock.now(), ask=one)
    page = text(client.get(reverse("boards:log", args=[made.pk])))
    assert "Bệnh viện xác nhận, lời gọi bắt đầu" in page and "Hỏi 3 người" in page
    assert "Một người trả lời: hôm nay chưa được" in page
    assert page.count("Anh/chị") == 1 and "Cập nhật" not in page


def test_the_page_says_how_likely_it_is_that_enough_arrive_and_no_chance_of_a_person(world, client):
    made = call(world, donors=4, units=2)
    for ask in asks(made)[:2]:
        come(actor=Answering(ask), at=clock.now(), ask=ask)
    page = text(client.get(reverse("boards:call", args=[made.pk])))
    assert "Bao nhiêu người sẽ tới kịp?" in page and "khả năng có ít nhất 2 người" in page
    rows = page.split("2 người nhận lời")[1].split("Đã hỏi 4 người")[0]
    assert "%" not in rows


def test_whoever_came_and_then_could_not_is_not_named_for_it(world, client):
    made = call(world, donors=2, units=1)
    one, _two = asks(made)
    come(actor=Answering(one), at=clock.now(), ask=one)
    cannot_come(actor=Answering(one, "blood.cannot_come"), at=clock.now(), ask=one)
    for name in ("boards:log", "boards:call"):
        page = text(client.get(reverse(name, args=[made.pk])))
        assert "Một người trả lời: không đến được nữa" in page
        assert page.count("Anh/chị") == 1, "the yes alone has a name"


def test_with_nobody_left_to_ask_the_page_says_what_to_do_instead_of_a_button(world, client):
    made = call(world, donors=1, units=2)
    page = text(client.get(reverse("boards:call", args=[made.pk])))
    assert "Hỏi thêm ngay" not in page and "Không còn ai hợp nhóm" in page and "gọi điện" in page
    donor(world)
    page = text(client.get(reverse("boards:call", args=[made.pk])))
    assert "Hỏi thêm ngay" in page and "Không còn ai hợp nhóm" not in page
