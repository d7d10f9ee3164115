"""The public page of a notice: anybody reads it and answers; nothing there acts by looking."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.groups import flooding
from chungtay.groups.tests.examples import TEXT, group, notice
from chungtay.groups.tests.rows import came, rows, words
from chungtay.inbox.models import Alarm
from chungtay.journal.models import Entry, Refusal
from chungtay.kit import clock


@pytest.fixture
def said(world):
    return notice(world, at=clock.now() - timedelta(hours=1))


def address(said):
    return reverse("groups:public", args=[said.code])


def browser(**more):
    return Client(enforce_csrf_checks=True, **more)


def test_it_says_what_the_ward_asks_and_whom_to_call(said, world):
    page = browser().get(address(said))
    text = page.content.decode()
    assert page.status_code == 200
    assert TEXT in text and world.ward.full_name in text
    for number in ("113", "114", "115", "111"):
        assert f"tel:{number}" in text
    assert page["Cache-Control"] == "no-store, private"
    assert "noindex" in page["X-Robots-Tag"]


def test_looking_changes_nothing_however_often(said):
    before = Entry.objects.count()
    for method in ("get", "head"):
        look = getattr(browser(), method)(address(said) + "?words=x&once=" + "a" * 32)
        assert look.status_code == 200
    browser().get(reverse("groups:arrived", args=[said.code]) + "?goi=114")
    assert (Entry.objects.count(), words()) == (before, [])


def test_an_answer_needs_no_cookie_and_no_account(said):
    visitor = browser()
    done = visitor.post(address(said), {"words": "Nhà tôi cần nước", "phone": "0905.123.456"})
    assert (done.status_code, done["Location"]) == (
        302, reverse("groups:arrived", args=[said.code]),
    )  # fmt: skip
    assert "sessionid" not in visitor.cookies
    assert words() == ["Nhà tôi cần nước"]
    assert came()[0].letter.conversation.address == "+84905123456"
    after = visitor.get(done["Location"]).content.decode()
    assert "Phường đã nhận" in after and "Nhà tôi cần nước" not in after


def test_a_form_pressed_twice_arrives_once(said):
    form = {"words": "Một", "once": "a" * 32}
    first, second = (browser().post(address(said), form) for _ in range(2))
    assert first.status_code == second.status_code == 302
    assert words() == ["Một"]


def test_an_answer_that_was_changed_after_going_back_arrives_too(said):
    form = {"words": "Nhà tôi cần nước", "once": "a" * 32}
    changed = ({}, {"words": "Nhà tôi cần nước và gạo"}, {"name": "Cô Tám"},
               {"name": "Cô Tám", "phone": "0905 123 456"})  # fmt: skip
    for more in changed:
        for _ in range(2):
            browser().post(address(said), form | more)
    assert len(words()) == 4 and "Nhà tôi cần nước và gạo" in words()
    assert came()[-1].letter.conversation.address == "+84905123456"


def test_what_fills_in_the_box_nobody_sees_hears_the_same_and_is_not_kept(said):
    done = browser().post(address(said), {"words": "Mua ngay", "site": "http://spam.vn"})
    assert done["Location"] == reverse("groups:arrived", args=[said.code])
    assert words() == []


@pytest.mark.parametrize(
    "form,what",
    [({"words": ""}, "Chỗ này chưa ghi"), ({"words": "a" * 2001}, "2000"),
     ({"words": "Có", "phone": "0905"}, "Số điện thoại này thiếu chữ số"),
     ({"words": "Có", "phone": "113"}, "số khẩn cấp")],
)  # fmt: skip
def test_what_cannot_be_taken_is_said_and_stays_typed(said, form, what):
    page = browser().post(address(said), form | {"name": "Cô Tám"})
    assert page.status_code == 422
    assert what in page.content.decode() and "Cô Tám" in page.content.decode()
    assert words() == []


def test_a_text_full_of_script_is_only_a_text(said, world):
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    browser().post(address(said), {"words": evil, "name": evil[:80]})
    assert words() == [evil]
    officer = Client()
    officer.force_login(world.officer.account)
    page = officer.get(reverse("groups:notice", args=[said.pk])).content.decode()
    assert "&lt;script&gt;" in page and evil not in page and "<img src=x" not in page
    wrong = browser().post(address(said), {"words": evil, "phone": "x"}).content.decode()
    assert "<script>alert" not in wrong


def test_so_is_the_text_of_the_ward_itself(world):
    said = notice(world, "<b>Tin</b> <script>x</script>", at=clock.now())
    assert "<b>Tin</b>" not in browser().get(address(said)).content.decode()


def test_a_flood_from_one_address_is_stopped_and_leaves_no_trace(said):
    for number in range(flooding.OF_AN_ADDRESS):
        assert browser().post(address(said), {"words": f"{number}"}).status_code == 302
    refused = Refusal.objects.count()
    for _ in range(5):
        page = browser().post(address(said), {"words": "thêm"})
        assert page.status_code == 429
        assert (
            "rất nhiều người trả lời" in page.content.decode() and "thêm" in page.content.decode()
        )
    assert len(words()) == flooding.OF_AN_ADDRESS
    assert Refusal.objects.count() == refused
    other = browser(REMOTE_ADDR="203.0.113.9")
    assert other.post(address(said), {"words": "Từ nơi khác"}).status_code == 302


def test_a_body_that_is_too_big_is_not_even_read(said):
    big = browser().post(address(said), {"words": "a" * 40_000})
    assert big.status_code == 413
    assert words() == []


@pytest.mark.parametrize("code", ["abc", "a" * 13, "222222222222", "2222222222222222", "%00" * 4])
def test_a_guessed_code_is_nothing(said, code):
    for answer in (browser().get(f"/n/{code}/"), browser().post(f"/n/{code}/", {"words": "x"})):
        assert answer.status_code == 404
    assert words() == []


def test_a_code_says_nothing_of_others(said, world):
    other = notice(world, "Lời của phường khác", place=world.other_ward, at=clock.now())
    assert "Lời của phường khác" not in browser().get(address(said)).content.decode()
    assert world.other_ward.full_name in browser().get(address(other)).content.decode()


def test_whoever_speaks_of_danger_is_told_at_once_whom_to_call_and_the_ward_is_alarmed(said):
    done = browser().post(address(said), {"words": "Nhà bên cạnh đang cháy, lửa lớn lắm"})
    assert done["Location"].endswith("?goi=114")
    assert "gọi ngay 114" in browser().get(done["Location"]).content.decode()
    alarm = rows(Alarm).get()
    assert alarm.number == "114" and alarm.place_id == said.place_id
    assert words() == ["Nhà bên cạnh đang cháy, lửa lớn lắm"]


def test_the_page_after_calls_only_the_national_numbers(said):
    onward = reverse("groups:arrived", args=[said.code])
    assert "tel:114" in browser().get(onward + "?goi=114").content.decode()
    forged = browser().get(onward + "?goi=0900123456").content.decode()
    assert "tel:0900123456" not in forged


def test_the_address_of_a_page_is_in_the_text_and_in_the_picture(said, world):
    group(world)
    officer = Client()
    officer.force_login(world.officer.account)
    page = officer.get(reverse("groups:notice", args=[said.pk])).content.decode()
    assert f"http://testserver{address(said)}" in page
    assert TEXT in page and "<svg" in page
    poster = officer.get(reverse("groups:poster", args=[said.pk])).content.decode()
    assert f"testserver{address(said)}" in poster and TEXT in poster and "113" in poster
