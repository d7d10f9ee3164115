"""One answer, one next question; what is no answer is asked again."""

import pytest

from chungtay.journal.act import NotAllowed
from chungtay.kit.errors import Refused
from chungtay.signups.actions import AlreadyOver, answer_signup, stop_signup
from chungtay.signups.models import Signup
from chungtay.signups.questions import QUESTIONS, NotUnderstood
from chungtay.signups.tests.examples import signup, waiting
from chungtay.signups.tests.test_begin_signup import last

ALL = [
    "Nguyễn Hoàng Phúc", "1990", "0905 123 457", "1", "dương, Rh+", "Thẻ hiến máu", "4",
    "12/3/2025", "1", "trên 8", "Hòa Cường", "2", "2", "Nhiều nhất 3 tháng một lần",
]  # fmt: skip
"""As people type them, some by number, some by the words of the button."""


def say(world, one, *words, actor=None):
    for word in words:
        one = answer_signup(actor=actor or world.system, at=world.at, signup=one, said=word)
    return one


def test_fourteen_answers_and_then_the_yes(world):
    assert len(ALL) == len(QUESTIONS)
    one = say(world, signup(world), *ALL)
    assert one.step == ""
    told = {key: one.told[key] for key in ("name", "birth_year", "phone", "abo", "rh", "source")}
    assert told == {
        "name": "Nguyễn Hoàng Phúc", "birth_year": 1990, "phone": "+84905123457", "abo": "O",
        "rh": "+", "source": "card",
    }  # fmt: skip
    assert (one.told["weight"], one.told["times"], one.told["often"]) == ("50", "trên 8", "3m")
    assert one.told["home"] == world.ward.pk and one.told["when"] == "day"
    said = last(one).text
    assert "O+" in said and "12/03/2025" in said and "trên 8" in said.replace("\u00a0", " ")


def test_whoever_never_gave_is_not_asked_what_and_how_often(world):
    one = say(world, signup(world), *ALL[:7], "chưa")
    assert one.step == "home"


def test_buttons_carry_their_value(world):
    one = say(world, signup(world), *ALL[:3])
    labels = [(a["label"], a["args"]["said"]) for a in last(one).answers]
    assert labels == [("O", "O"), ("A", "A"), ("B", "B"), ("AB", "AB"), ("Chưa biết", "unknown")]


@pytest.mark.parametrize(("before", "wrong"), [
    (0, "My và Hoa 2"), (1, "năm ngoái"), (1, "2090"), (2, "113"), (3, "XY"), (7, "31/02/2025"),
    (7, "1/1/2090"), (9, "nhiều lắm"), (10, "xứ sở thần tiên"),
])  # fmt: skip
def test_what_is_no_answer_is_refused_in_words_and_the_question_stays(world, before, wrong):
    one = say(world, signup(world), *ALL[:before])
    step = one.step
    with pytest.raises(Refused) as refused:
        say(world, one, wrong)
    assert str(refused.value.sentence)
    found = Signup.objects.visible_to(world.system).get(pk=one.pk)
    assert found.step == step and step not in found.told


def test_a_number_that_no_button_has_is_not_understood(world):
    one = say(world, signup(world), *ALL[:3])
    with pytest.raises(NotUnderstood):
        say(world, one, "7")


def test_whoever_does_not_know_their_group_is_told_how_to_learn_it_and_nothing_is_kept(world):
    one = say(world, signup(world), *ALL[:3], "Chưa biết")
    found = Signup.objects.visible_to(world.system).get(pk=one.pk)
    assert (found.end, found.told) == ("stopped", {})
    assert "nơi nhận máu sẽ cho biết" in last(one).text


def test_after_the_end_nothing_is_answered(world):
    one = signup(world)
    stop_signup(actor=world.system, at=world.at, signup=one)
    with pytest.raises(AlreadyOver):
        say(world, one, "Nguyễn Hoàng Phúc")
    with pytest.raises(AlreadyOver):
        say(world, waiting(world), "Nguyễn Hoàng Phúc")


def test_no_officer_answers_for_them(world):
    with pytest.raises(NotAllowed):
        say(world, signup(world), "Nguyễn Hoàng Phúc", actor=world.officer)


def test_no_button_has_a_value_that_is_the_number_of_another():
    values = [value for question in QUESTIONS for value, _label in question.options]
    assert [value for value in values if value.isdigit() and len(value) == 1] == []


def test_no_two_buttons_of_a_question_are_the_same_words():
    from chungtay.carriers.typed import same_words

    for question in QUESTIONS:
        labels = [str(label) for _value, label in question.options]
        pairs = [(a, b) for a in labels for b in labels if a != b and same_words(a, b)]
        assert pairs == [], question.code


@pytest.mark.parametrize(("typed", "bits"), [("1", 4), ("2", 5), ("3", 6), ("AB", 7), ("b", 6)])
def test_a_group_typed_by_number_or_letter_is_the_one_that_stands_there(world, typed, bits):
    from chungtay.signups.telling import group

    one = say(world, signup(world), *ALL[:3], typed, "1")
    assert group(one.told) == bits
