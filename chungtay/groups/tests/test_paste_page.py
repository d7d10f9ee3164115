"""An officer pastes, looks through, takes in; nothing is kept before, nobody is guessed."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.groups.actions import post
from chungtay.groups.tests.examples import elder, group, notice
from chungtay.groups.tests.rows import came, words
from chungtay.journal.models import Entry
from chungtay.people.actions import register

LINES = "Nguyễn Thị Mận: tổ 36 còn nước\nChú Tư: yếu lắm\nNguyễn Thị Mận: cảm ơn phường"


@pytest.fixture
def found(world):
    return group(world)


@pytest.fixture
def officer(world):
    visitor = Client()
    visitor.force_login(world.officer.account)
    return visitor


def address(found):
    return reverse("groups:paste_back", args=[found.pk])


def look(officer, found, text=LINES, **more):
    return officer.post(address(found), {"text": text, "step": "look"} | more)


def take(officer, found, text=LINES, once="c" * 32, drop=(), **more):
    """Looked through, then taken in without the messages that begin at the lines of `drop`."""
    keys = re.findall(r'name="seen" value="([^"]+)"', look(officer, found, text).content.decode())
    dropped = [key for key in keys if key.partition(".")[0] in drop]
    form = {"text": text, "step": "take", "once": once, "seen": keys, "drop": dropped}
    return officer.post(address(found), form | more, follow=True)


def test_looking_through_keeps_nothing(officer, found):
    before = Entry.objects.count()
    text = look(officer, found).content.decode()
    assert "Đọc được 3 tin" in text and "2 tên trong nhóm" in text
    assert (Entry.objects.count(), words()) == (before, [])


def test_nobody_is_chosen_by_the_machine(officer, found, world):
    person = elder(world)
    text = look(officer, found).content.decode()
    assert f'<option value="{person.pk}">' in text
    take(officer, found)
    assert {a.letter.conversation.actor_id for a in came()} == {None}


def test_whom_the_officer_chooses_has_written_it(officer, found, world):
    person = elder(world)
    take(officer, found, **{"who-1": str(person.pk)})
    assert [a.letter.conversation.actor_id for a in came()] == [
        person.actor_id, None, person.actor_id,
    ]  # fmt: skip


def test_nobody_who_was_not_offered_can_be_named(officer, found, world):
    other = register(actor=world.system, at=world.at, place=world.ward, name="Lê Văn Khác")
    elsewhere = elder(world, phone="", place=world.other_ward)
    for person in (other, elsewhere):
        take(officer, found, once=f"{person.pk:032x}", **{"who-1": str(person.pk)})
    assert {a.letter.conversation.actor_id for a in came()} == {None}


def test_a_number_as_a_name_offers_whose_it_is(officer, found, world):
    person = elder(world)
    text = look(officer, found, "0905 123 456: còn nước").content.decode()
    assert f'value="{person.pk}"' in text


def test_whoever_may_not_read_people_is_offered_nobody(world):
    person = elder(world)
    youth = Client()
    youth.force_login(world.account("doan", "youth_union", world.ward).account)
    text = look(youth, group(world)).content.decode()
    assert person.name in text and f'value="{person.pk}"' not in text


def test_what_is_no_name_goes_back_to_the_message_above(officer, found):
    lines = "Chú Tư: chiều nay họp\nLưu ý: mang ghế"
    again = take(officer, found, lines, **{"who-2": "text"})
    assert "Đọc được 1 tin" in again.content.decode() and words() == []
    take(officer, found, lines, **{"not-name": "luu y"})
    assert words() == ["chiều nay họp\nLưu ý: mang ghế"]


def test_a_line_that_is_dropped_is_not_taken(officer, found):
    take(officer, found, drop=["2"])
    assert words() == ["tổ 36 còn nước", "cảm ơn phường"]


def test_what_came_before_is_marked_and_left_out_unless_told(officer, found):
    take(officer, found, "Chú Tư: một")
    page = look(officer, found, "Chú Tư: một\nChú Tư: hai").content.decode()
    assert "đã nhận trước đó" in page
    boxes = re.findall(r'name="drop" value="(\d+)[^"]*"( checked)?', page)
    assert boxes == [("1", " checked"), ("2", "")]
    other = group_elsewhere(found)
    assert "đã nhận trước đó" not in look(officer, other, "Chú Tư: một").content.decode()


def group_elsewhere(found):
    from chungtay.groups.actions import add_group
    from chungtay.journal.system import System
    from chungtay.kit.quantities import UNKNOWN

    return add_group(
        actor=System("test"), at=found.added_in.at, place=found.place, name="Nhóm khác",
        run_by="chi hội", members=UNKNOWN,
    )  # fmt: skip


def test_a_message_that_reads_otherwise_now_is_not_left_out_with_what_it_was(officer, found):
    take(officer, found, "Chú Tư: một")
    lines = "Chú Tư: một\nLưu ý: hai"
    again = take(officer, found, lines, drop=["1"], once="e" * 32, **{"who-2": "text"})
    assert re.findall(r'name="drop" value="(\d+)[^"]*"( checked)?', again.content.decode()) == [
        ("1", "")
    ]  # fmt: skip


def test_it_may_be_said_which_notice_they_answer_if_it_was_posted_there(officer, found, world):
    posted, other = notice(world), notice(world)
    post(actor=world.officer, at=world.at, group=found, notice=posted)
    take(officer, found, "Chú Tư: một", notice=str(posted.pk))
    assert [a.notice_id for a in came()] == [posted.pk]
    page = take(officer, found, "Chú Tư: hai", once="f" * 32, notice=str(other.pk))
    assert page.status_code == 422 and len(words()) == 1


def test_pressed_twice_it_is_taken_once(officer, found):
    take(officer, found)
    said = take(officer, found).content.decode()
    assert len(words()) == 3 and "đã vào hộp thư rồi" in said


def test_what_was_changed_after_going_back_is_taken_too(officer, found):
    take(officer, found, "Chú Tư: một", once="a" * 32)
    take(officer, found, "Chú Tư: một\nChú Tư: hai", once="a" * 32)
    assert words() == ["một", "hai"]


def test_what_came_in_while_one_was_looking_is_not_taken_twice(officer, found, world):
    lines = "Chú Tư: một\nChú Tư: hai"
    keys = re.findall(r'name="seen" value="([^"]+)"', look(officer, found, lines).content.decode())
    take(officer, found, "Chú Tư: một", once="a" * 32)
    form = {"text": lines, "step": "take", "once": "b" * 32, "seen": keys}
    officer.post(address(found), form)
    assert words() == ["một", "hai"]
    page = officer.post(address(found), form | {"once": "c" * 32})
    assert page.status_code == 422 and "đã vào hộp thư rồi" in page.content.decode()
    assert words() == ["một", "hai"]


def test_what_is_known_to_be_there_is_taken_again_if_the_officer_says_so(officer, found):
    take(officer, found, "Chú Tư: một")
    text = look(officer, found, "Chú Tư: một").content.decode()
    [key] = re.findall(r'name="before" value="([^"]+)"', text)
    form = {"text": "Chú Tư: một", "step": "take", "once": "b" * 32, "seen": [key], "before": [key]}
    officer.post(address(found), form)
    assert words() == ["một", "một"]


def test_a_forwarded_message_that_was_changed_is_another(officer):
    for text in ("Đèn hỏng", "Đèn hỏng ở kiệt 12", "Đèn hỏng"):
        officer.post(reverse("groups:forward"), {"text": text, "once": "d" * 32})
    assert words() == ["Đèn hỏng", "Đèn hỏng ở kiệt 12"]


def test_all_dropped_is_said_and_stays(officer, found):
    page = take(officer, found, drop=["1", "2", "3"])
    assert page.status_code == 422 and "Chưa có tin nào để nhận" in page.content.decode()


def test_10000_lines_are_refused_with_what_to_do(officer, found):
    page = look(officer, found, "\n".join(f"Bà {n}: có" for n in range(10_000)))
    assert page.status_code == 422
    assert "Chia ra rồi dán" in page.content.decode() and words() == []


def test_script_in_a_line_is_only_a_text(officer, found):
    page = look(officer, found, "Chú Tư: <script>alert(1)</script>").content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;" in page


def test_a_group_of_another_ward_is_not_there(officer, world):
    theirs = group(world, place=world.other_ward)
    assert officer.post(address(theirs), {"text": LINES}).status_code == 404


def test_one_forwarded_message_is_one_letter_just_as_it_is(officer, world):
    form = {"text": LINES, "name": "Chú Tư", "day": "20/11/2026", "hour": "07:05",
            "once": "d" * 32}  # fmt: skip
    for _ in range(2):
        officer.post(reverse("groups:forward"), form)
    assert words() == [LINES]
    [arrived] = came()
    assert arrived.way == "forwarded" and arrived.letter.conversation.name == "Chú Tư"
    assert arrived.letter.at.isoformat() in {
        "2026-11-20T07:05:00+07:00", "2026-11-20T00:05:00+00:00",
    }  # fmt: skip


def test_a_forwarded_message_needs_only_its_words_and_not_the_future(officer):
    officer.post(reverse("groups:forward"), {"text": "Đèn hỏng"})
    assert words() == ["Đèn hỏng"]
    page = officer.post(reverse("groups:forward"), {"text": "Mai", "day": "20/11/2090"})
    assert page.status_code == 422 and len(words()) == 1
