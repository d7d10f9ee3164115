"""What officers wrote into somebody's own requests goes, and never holds an erasure up."""

import pytest

from chungtay.people.actions import correct, register
from chungtay.rights.actions import SomethingLeft, extend, refuse
from chungtay.rights.models import Ending, Extension
from chungtay.rights.spots import in_words
from chungtay.rights.tests.examples import asked, chief, erased, somebody
from chungtay.rights.tests.traces import NAME, request_to_delete


def do(world, person):
    return erased(world, request_to_delete(world, person))


def notes():
    why = "the tests look at everything"
    said = list(Extension.objects.unscoped(why=why).values_list("reason", flat=True))
    return said + list(
        Ending.objects.unscoped(why=why).exclude(note="").values_list("note", flat=True)
    )


def test_a_name_in_notes_of_their_own_requests_goes_with_the_note(world):
    person, who = somebody(world), chief(world)
    extend(actor=who, at=world.at, request=asked(world, "view", person), days=3,
           reason=f"Chờ giấy của chị {NAME}")  # fmt: skip
    refuse(actor=who, at=world.at, request=asked(world, "correct", person), ground="not_held",
           note=f"Đã nói với {NAME}")  # fmt: skip
    do(world, person)
    assert set(notes()) == {"đã xóa"}


def test_a_name_that_was_corrected_since_goes_too(world):
    person, who = somebody(world), chief(world)
    extend(actor=who, at=world.at, request=asked(world, "view", person), days=3,
           reason=f"Chờ giấy của chị {NAME}")  # fmt: skip
    correct(actor=world.system, at=world.at, person=person, name="Phan Thị Diễm Mi",
            birth_year=1994, language="vi")  # fmt: skip
    person.refresh_from_db()
    do(world, person)
    assert not any(NAME in note for note in notes())


def test_a_name_that_is_also_a_word_of_ours_is_no_hit(world):
    person = register(actor=world.system, at=world.at, place=world.ward, name="Vi")
    asked(world, "view", person)
    do(world, person)
    person.refresh_from_db()
    assert person.name == ""


def test_what_holds_it_up_is_said_in_words_with_the_next_step(world, monkeypatch):
    from chungtay.rights import registry

    idle = registry.Holding("rights.notes", "ghi chú", lambda who: 0, lambda who, at: 0)
    monkeypatch.setitem(registry.holdings, "rights.notes", idle)
    person = somebody(world)
    extend(
        actor=chief(world), at=world.at, request=asked(world, "view", person), days=3, reason=NAME
    )
    with pytest.raises(SomethingLeft) as refused:
        do(world, person)
    said = str(refused.value)
    assert "yêu cầu về dữ liệu" in said and "rồi xóa lần nữa" in said and "rights_" not in said
    assert in_words("web.log") == "tệp nhật ký"
    assert in_words("nobody_knows") == "một chỗ khác"
