"""Registering on Zalo, through the very bytes that Zalo posts."""

import pytest

from chungtay.channels.tests.examples import account
from chungtay.channels.wording import token
from chungtay.donors.models import Donor
from chungtay.inbox.models import Letter
from chungtay.intake.models import Inbound
from chungtay.intake.tests.rows import USER, came
from chungtay.intake.tests.test_webhook import OA_ID, event
from chungtay.journal.models import Message
from chungtay.people.models import ContactPoint, Person
from chungtay.rights.registry import holdings
from chungtay.signups.models import Signup
from chungtay.signups.tests.test_answer_signup import ALL

pytestmark = pytest.mark.django_db
_numbers = iter(range(1, 10_000))


def types(*words):
    for word in words:
        came(event(message={"text": word, "msg_id": f"m{next(_numbers)}"}))


def ours():
    return list(Message.objects.order_by("pk"))


def rows(model):
    return model.objects.unscoped(why="of this test")


@pytest.fixture
def zalo(world):
    return account(world)


def test_from_the_word_to_the_donor(zalo):
    types("Hiến máu", *ALL, "1")
    found = rows(Donor).get()
    assert (found.group, found.every_months) == (4, 3)
    assert rows(Letter).count() == 0
    assert set(rows(Inbound).values_list("outcome", flat=True)) == {"answered"}
    assert "Đã ghi tên anh/chị vào sổ hiến máu" in ours()[-1].text


def test_back_and_stop_at_any_time(zalo):
    types("hiến máu", "Nguyễn Hoàng Phúc", "quay lại", "Trần Văn Nam", "Quay lại.")
    assert rows(Signup).get().step == "name"
    types("thôi")
    assert rows(Signup).get().end == "stopped" and not rows(Donor).exists()
    types("hiến máu")
    assert rows(Signup).filter(ended_in=None).get().step == "name"


def test_dung_is_stop_with_its_accent_and_no_yes(zalo):
    types("hiến máu", *ALL, "dừng")
    assert rows(Signup).get().end == "stopped" and not rows(Donor).exists()


@pytest.mark.parametrize(("word", "registered"), [
    ("2", False), ("Thôi", False), ("Đúng, tôi đồng ý", True), ("đồng ý", True),
])  # fmt: skip
def test_only_a_clear_yes_is_one(zalo, word, registered):
    types("hiến máu", *ALL, word)
    assert rows(Donor).exists() is registered


def test_anything_else_at_the_end_is_asked_again(zalo):
    types("hiến máu", *ALL, "để tôi hỏi vợ đã")
    assert rows(Signup).get().ended_in_id is None and not rows(Donor).exists()
    assert "1 nếu đúng và đồng ý" in ours()[-1].text


def test_a_button_answers_and_an_old_one_changes_nothing(zalo):
    types("hiến máu", *ALL[:3])
    asked = ours()[-1]
    tap = token(asked.pk, 2, f"{OA_ID}/{USER}")
    types(tap)
    assert rows(Signup).get().told["abo"] == "B"
    types(token(asked.pk, 0, f"{OA_ID}/{USER}"))
    assert rows(Signup).get().told["abo"] == "B" and rows(Signup).get().step == "rh"


def test_what_is_no_answer_is_explained_and_asked_again(zalo):
    types("hiến máu", "Nguyễn Hoàng Phúc", "năm con gà")
    assert rows(Signup).get().step == "birth_year"
    assert "bốn chữ số" in ours()[-1].text


def test_the_same_webhook_twice_answers_once(zalo):
    types("hiến máu")
    said = event(message={"text": "Nguyễn Hoàng Phúc", "msg_id": "again"})
    came(said)
    came(said)
    assert rows(Signup).get().step == "birth_year" and len(ours()) == 2


def test_danger_to_life_is_heard_in_the_middle_of_it(zalo):
    types("hiến máu", "Cháy nhà ở kiệt 12, có người kẹt bên trong")
    assert rows(Letter).filter(kind="words").count() == 1
    assert rows(Signup).get().step == "name"


def test_other_words_stay_letters(zalo):
    types("Tôi muốn hỏi về hiến máu ở phường")
    assert rows(Letter).count() == 1 and not rows(Signup).exists()


def test_a_donor_is_told_and_not_asked_again(zalo):
    types("hiến máu", *ALL, "1", "hiến máu")
    assert rows(Signup).count() == 1
    assert "đã có tên trong sổ" in ours()[-1].text


def test_a_donor_who_asks_gets_the_link_to_their_own_page(zalo):
    types("hiến máu", *ALL, "1", "trang của tôi")
    assert ours()[-1].purpose == "rights.own_page"


def test_a_stranger_is_written_down_by_no_more_than_the_way_they_wrote(zalo):
    types("hiến máu")
    person = rows(Person).get()
    assert person.birth_year is None and person.name == "Người mới nhắn"
    point = rows(ContactPoint).get()
    assert (point.kind, point.value, point.verified_how) == ("zalo", f"{OA_ID}/{USER}", "wrote")


def test_what_they_say_is_found_and_taken_out_when_they_are_erased(zalo, world):
    from chungtay.traces.subject import subject_of

    types("hiến máu", "Nguyễn Hoàng Phúc")
    holding = holdings["signups.signups"]
    assert holding.find(subject_of(rows(Person).get())) == 1
