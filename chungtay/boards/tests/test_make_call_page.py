"""The pages of blood as an officer without script meets them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.blood.models import Call, CalledBack
from chungtay.blood.tests.examples import call, desk, hospital, hospital_at, listed
from chungtay.donors.tests.examples import donor
from chungtay.kit import clock
from conftest import World


@pytest.fixture
def world(db):
    return World(clock.now() - timedelta(minutes=30))


@pytest.fixture
def client(world):
    found = Client()
    found.force_login(world.officer.account)
    return found


def text(answer):
    return " ".join(answer.content.decode().replace("\u00a0", " ").split())


def rang(world):
    """What the second page asks: the number rung, and that it was."""
    return {"step": "call", "number": listed(world).pk, "rang": "on"}


def filled(world, **changes):
    listed(world)
    later = clock.now() + timedelta(hours=3)
    return {
        "hospital": hospital(world).pk, "component": "platelets", "group": "6", "units": "2",
        "day": clock.day(later), "hour": clock.time_of(later), "urgency": "critical",
        "where": "Khoa Huyết học, tầng 2", "confirmed_by": "Điều dưỡng Hồ Thị Vân", "note": "",
        "step": "review",
    } | changes  # fmt: skip


MAKE = "boards:make_call"


def test_the_form_is_looked_through_before_it_calls(world, client):
    donor(world, 0)
    review = client.post(reverse(MAKE), filled(world))
    assert "Gọi ngay" in text(review) and not Call.objects.visible_to(world.officer).exists()
    answer = client.post(reverse(MAKE), filled(world, **rang(world)), follow=True)
    made = Call.objects.visible_to(world.officer).get()
    assert answer.redirect_chain[0][0] == reverse("boards:call", args=[made.pk])
    assert "Tiểu cầu nhóm B+, cần 2 người hiến" in text(answer)
    assert "Đã hỏi 1 người" in text(answer)


def test_faults_stand_on_top_and_beside_their_field_and_nothing_is_lost(world, client):
    bad = filled(
        world, group="", hour="00:00", day=clock.day(clock.now()),
        note="Gửi xe ở cổng sau. Cho bà Hoa giường 14, gặp cô Vân.",
    )  # fmt: skip
    answer = client.post(reverse(MAKE), bad)
    assert answer.status_code == 422
    page = text(answer)
    assert "Còn 3 chỗ cần sửa, rồi chúng tôi gọi ngay" in page
    assert page.count("Chọn nhóm máu, hoặc chọn “Chưa biết”") == 2
    assert page.count("Có vẻ là tên người bệnh: “bà Hoa giường 14”. Xin bỏ chỗ này") == 2
    assert "Gửi xe ở cổng sau. Cho bà Hoa" in page and "Khoa Huyết học, tầng 2" in page
    assert "Giờ cần máu phải sau" in page


def test_an_unknown_group_asks_which_to_call_instead(world, client):
    unknown = filled(world, group="unknown", component="whole")
    review = client.post(reverse(MAKE), unknown)
    assert "Bệnh viện muốn gọi người nhóm nào thay?" in text(review)
    again = client.post(reverse(MAKE), unknown | rang(world))
    assert again.status_code == 422 and "Chọn nhóm bệnh viện muốn gọi thay" in text(again)
    client.post(reverse(MAKE), unknown | rang(world) | {"substitute": "4"})
    made = Call.objects.visible_to(world.officer).get()
    assert (made.group, made.substitute) == (None, 4)


def test_going_back_and_putting_off_keep_what_was_written(world, client):
    back = client.post(reverse(MAKE), filled(world, step="edit"))
    assert "Khoa Huyết học, tầng 2" in text(back)
    client.post(reverse(MAKE), filled(world, step="later", where="Tầng 9"))
    assert "Tầng 9" in text(client.get(reverse(MAKE)))


def test_an_officer_rings_the_listed_number_back_first(world, client):
    review = client.post(reverse(MAKE), filled(world))
    assert "0236 3821 118" in text(review) and "trang điện tử của bệnh viện" in text(review)
    for lacking in ({"rang": ""}, {"number": "0"}):
        answer = client.post(reverse(MAKE), filled(world, **rang(world) | lacking))
        assert answer.status_code == 422
        assert "Gọi lại số này trước, rồi đánh dấu vào đây" in text(answer)
    client.post(reverse(MAKE), filled(world, **rang(world)))
    made = Call.objects.visible_to(world.officer).get()
    row = CalledBack.objects.visible_to(world.officer).get(call=made)
    assert row.number_id == listed(world).pk


def test_a_hospital_without_a_number_is_not_called_for(world, client):
    new = hospital_at(world, world.other_ward)
    page = text(client.post(reverse(MAKE), filled(world, hospital=new.pk)))
    assert "chưa có số niêm yết" in page and "Gọi ngay</button>" not in page


def test_a_hospitals_desk_calls_for_itself_without_being_asked_who_it_is(world):
    own, client = desk(world), Client()
    client.force_login(own.account)
    page = text(client.get(reverse(MAKE)))
    assert "Bệnh viện Sông Hàn · bàn tiếp nhận máu" in page
    assert "Bệnh viện nào?" not in page and "Ai ở bệnh viện xác nhận?" not in page
    said = filled(world)
    del said["hospital"], said["confirmed_by"]
    review = text(client.post(reverse(MAKE), said))
    assert "0236" not in review and "Gọi ngay" in review
    client.post(reverse(MAKE), said | {"step": "call"})
    made = Call.objects.visible_to(own).get()
    assert (made.hospital_id, made.confirmed_by) == (hospital(world).pk, "van")


def test_the_eleventh_call_of_a_day_asks_a_second_person_and_keeps_the_draft(world, client):
    for _ in range(10):
        call(world)
    answer = client.post(reverse(MAKE), filled(world, **rang(world)))
    assert answer.status_code == 422 and "Xin gọi thêm một lần" in text(answer)
    answer = client.post(reverse(MAKE), filled(world, step="more"), follow=True)
    assert "Đã xin gọi thêm" in text(answer)
    assert "Khoa Huyết học, tầng 2" in text(client.get(reverse(MAKE)))
    chief = Client()
    chief.force_login(world.account("truong", "police_chief").account)
    waiting = text(chief.get(reverse("approvals:waiting")))
    assert "gọi người hiến thêm một lần" in waiting and "Bệnh viện Sông Hàn" in waiting


def test_an_account_without_post_makes_no_call(world):
    other = Client()
    other.force_login(world.stranger.account)
    assert other.get(reverse(MAKE)).status_code == 403
