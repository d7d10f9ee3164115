"""The desk's pages: what an officer sees, and what they never do."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.approvals.models import Approval
from chungtay.kit import clock
from chungtay.rights import tasks
from chungtay.rights.actions import fall_short
from chungtay.rights.models import Answer, Ending, Erasure, Order, Request
from chungtay.rights.tests.examples import asked, chief, ordered, somebody
from chungtay.rights.tests.traces import NAME, everywhere, request_to_delete


def signed_in(acting):
    client = Client()
    client.force_login(acting.account)
    return client


def all_of(model):
    return model.objects.unscoped(why="the tests look at everything")


@pytest.fixture
def desk(world):
    return signed_in(world.officer)


@pytest.fixture
def head(world):
    return signed_in(chief(world))


def test_the_most_urgent_request_stands_first_with_its_clock(world, desk):
    asked(world, "delete", somebody(world))
    late = somebody(world, "Trần Gia Bảo", "+84905777777", "388613280878808645/9")
    asked(world, "view", late, received_at=world.at - timedelta(days=30))
    text = desk.get(reverse("rights:requests")).content.decode()
    assert text.index("Trần Gia Bảo") < text.index(NAME)
    assert "2 yêu cầu đang mở, 1 trễ hạn" in text and "quá " in text


@pytest.mark.parametrize(
    "query,seen",
    [("trang-thai=late", ["view"]), ("trang-thai=ended", []), ("viec=delete", ["delete"]),
     ("trang-thai=x&viec=y&page=z", ["view", "delete"])],
)  # fmt: skip
def test_the_list_is_filtered(world, desk, query, seen):
    person = somebody(world)
    asked(world, "delete", person)
    asked(world, "view", person, received_at=world.at - timedelta(days=30))
    page = desk.get(reverse("rights:requests") + f"?{query}")
    found = [row.what for row in page.context["page"]]
    assert found == seen


def test_a_request_is_written_down_for_somebody_found_by_telephone_or_name(world, desk):
    person = somebody(world)
    for text in ("0905 123 456", "diem my", "Phan Thị"):
        assert NAME in desk.get(reverse("rights:new") + f"?q={text}").content.decode()
    address = reverse("rights:new") + f"?nguoi={person.pk}"
    said = {"what": "provide", "came": "paper", "day": "20/11/2026", "hour": "08:30"}
    done = desk.post(address, said)
    [row] = all_of(Request)
    assert done.url == reverse("rights:request", args=[row.pk])
    assert clock.moment(row.received_at) == "08:30 20/11/2026"


def test_a_faulty_form_keeps_what_was_said(world, desk):
    person = somebody(world)
    address = reverse("rights:new") + f"?nguoi={person.pk}"
    page = desk.post(address, {"what": "view", "day": "hôm kia kìa", "wish": "Cho tôi xem"})
    assert page.status_code == 200 and "Cho tôi xem" in page.content.decode()
    assert not all_of(Request).exists()


def test_the_steps_of_a_request_from_the_page(world, desk, head):
    row = asked(world, "view")
    page = reverse("rights:request", args=[row.pk])
    desk.post(reverse("rights:answer", args=[row.pk]), {"means": "spoken"})
    head.post(reverse("rights:extend", args=[row.pk]), {"days": "5", "reason": "Chờ bệnh viện"})
    head.post(reverse("rights:fulfil", args=[row.pk]), {"note": "Đã đưa bản in"})
    assert all_of(Answer).get(request=row).means == "spoken"
    assert all_of(Ending).get(request=row).how == "done"
    text = desk.get(page).content.decode()
    assert "Chờ bệnh viện" in text and "Đã đưa bản in" in text
    letter = desk.get(reverse("rights:letter", args=[row.pk])).content.decode()
    assert "Yêu cầu đã làm xong ngày" in letter and NAME in letter


def test_a_refusal_from_the_page_says_its_ground_in_the_letter(world, desk, head):
    row = asked(world, "view")
    head.post(reverse("rights:refuse", args=[row.pk]), {"ground": "others"})
    letter = desk.get(reverse("rights:letter", args=[row.pk])).content.decode()
    assert "làm lộ dữ liệu của người khác" in letter


def test_what_is_not_filled_in_changes_nothing(world, head):
    row = asked(world, "view")
    for name in ("answer", "extend", "refuse"):
        head.post(reverse(f"rights:{name}", args=[row.pk]), {})
    assert not all_of(Answer).exists() and not all_of(Ending).exists()


def test_erasing_asks_first_and_then_shows_its_proof(world, head):
    person = everywhere(world)
    row = request_to_delete(world, person)
    address = reverse("rights:erase", args=[row.pk])
    assert "không lấy lại được" in head.get(address).content.decode()
    assert not all_of(Erasure).exists()
    head.post(address)
    page = reverse("rights:request", args=[row.pk])
    text = head.get(page).content.decode()
    assert "Đã ra lệnh xóa" in text and "Chờ máy bắt đầu" in text and not all_of(Erasure).exists()
    assert "Chờ máy bắt đầu" in head.get(page, headers={"hx-request": "true"}).content.decode()
    tasks.carry_out_orders()
    assert head.get(page, headers={"hx-request": "true"}).headers["HX-Refresh"] == "true"
    text = head.get(page).content.decode()
    assert "Bằng chứng đã xóa" in text and "tin người ấy nhắn" in text and NAME not in text
    listed = head.get(reverse("rights:requests") + "?trang-thai=ended").content.decode()
    assert "Người đã xóa dữ liệu" in listed


def test_a_second_person_is_asked_where_the_ward_wrote_the_request_down(world, head):
    row = asked(world, "delete")
    address = reverse("rights:erase", args=[row.pk])
    assert "một người nữa duyệt" in head.get(address).content.decode()
    head.post(address)
    page = head.get(reverse("rights:request", args=[row.pk])).content.decode()
    assert "chờ một người nữa duyệt" in page and "Xóa dữ liệu…" not in page
    assert "chưa dừng gì" in page, "no order stands yet"
    assert "chờ người thứ hai duyệt" in head.get(reverse("rights:requests")).content.decode()
    deputy = signed_in(world.account("pho", "police_deputy"))
    waiting = deputy.get(reverse("approvals:waiting")).content.decode()
    assert f"Xóa dữ liệu của {NAME} (yêu cầu số {row.pk})" in waiting
    [approval] = all_of(Approval)
    deputy.post(reverse("approvals:decide", args=[approval.pk]), {"answer": "yes"})
    page = head.get(reverse("rights:request", args=[row.pk])).content.decode()
    assert "hung xin, pho duyệt" in page and "Gửi trang của người ấy" not in page
    assert all_of(Order).get().request_id == row.pk


def test_what_is_left_is_said_in_words_with_a_button_to_try_again(world, head):
    order = ordered(world)
    left = {"people_contactpoint": 2, "blood_call": 1}
    fall_short(actor=world.system, at=world.at, order=order, left=left)
    text = head.get(reverse("rights:request", args=[order.request_id])).content.decode()
    assert "cách liên lạc: 2 dòng" in text and "ghi chú của lời gọi hiến máu: 1 dòng" in text
    assert "Xóa lần nữa" in text and "people_contactpoint" not in text
    head.post(reverse("rights:erase", args=[order.request_id]))
    assert all_of(Order).filter(failed_in=None).count() == 1


def test_the_grounds_of_a_refusal_say_that_nobody_has_checked_them(world, head):
    row = asked(world, "view")
    page = reverse("rights:request", args=[row.pk])
    assert "chưa đối chiếu với văn bản" in head.get(page).content.decode()
    head.post(reverse("rights:refuse", args=[row.pk]), {"ground": "others"})
    letter = head.get(reverse("rights:letter", args=[row.pk])).content.decode()
    assert "chưa đối chiếu với văn bản" in letter


def test_an_area_officer_is_not_offered_what_the_head_decides(world, desk):
    row = asked(world, "delete")
    text = desk.get(reverse("rights:request", args=[row.pk])).content.decode()
    assert reverse("rights:erase", args=[row.pk]) not in text
    assert desk.post(reverse("rights:erase", args=[row.pk])).status_code == 403


def test_elsewhere_there_is_no_such_request_or_person(world):
    row = asked(world)
    client = signed_in(world.account("loan", "police_chief", world.other_ward))
    for name, args in [
        ("request", [row.pk]), ("letter", [row.pk]), ("erase", [row.pk]),
    ]:  # fmt: skip
        assert client.get(reverse(f"rights:{name}", args=args)).status_code == 404
    for name, args in [
        ("answer", [row.pk]), ("extend", [row.pk]), ("fulfil", [row.pk]), ("refuse", [row.pk]),
        ("erase", [row.pk]), ("send_own_page", [row.person_id]),
    ]:  # fmt: skip
        said = {"means": "spoken", "days": "1", "reason": "x", "ground": "others"}
        assert client.post(reverse(f"rights:{name}", args=args), said).status_code == 404
    assert client.get(reverse("rights:new") + f"?nguoi={row.person_id}").status_code == 404
    assert NAME not in client.get(reverse("rights:requests")).content.decode()
    assert not all_of(Answer).exists() and not all_of(Ending).exists()


def test_who_has_no_post_reads_nothing(world):
    asked(world)
    client = signed_in(world.stranger)
    assert client.get(reverse("rights:requests")).status_code == 403
    assert Client().get(reverse("rights:requests")).status_code == 302


def test_the_link_goes_back_to_where_the_officer_was_and_nowhere_else(world, desk):
    person = somebody(world)
    address = reverse("rights:send_own_page", args=[person.pk])
    assert desk.post(address, {"back": "/nguoi-dan/7/"}).url == "/nguoi-dan/7/"
    their_page = reverse("site:person", args=[person.pk])
    assert desk.post(address, {"back": "https://x.vn/"}).url == their_page


@pytest.mark.parametrize(
    "name,said,kept",
    [
        ("fulfil", {"note": "Đã đưa bản in. " * 40}, "Đã đưa bản in."),
        ("extend", {"days": "x", "reason": "Chờ bệnh viện trả lời"}, "Chờ bệnh viện trả lời"),
        ("extend", {"days": "19", "reason": "Chờ bệnh viện trả lời"}, "Chờ bệnh viện trả lời"),
        ("refuse", {"note": "Người ấy không có giấy tờ"}, "Người ấy không có giấy tờ"),
    ],
)
def test_what_was_typed_is_not_lost(world, head, name, said, kept):
    row = asked(world, "view")
    page = head.post(reverse(f"rights:{name}", args=[row.pk]), said)
    assert page.status_code == 422 and kept in page.content.decode()
    assert not all_of(Ending).exists()
