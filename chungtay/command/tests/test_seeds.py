"""`./run seeds S2`: what the article says comes out of the book; what is wrong shows."""

import json
from dataclasses import replace

import pytest
from django.db import transaction

from chungtay.command import seeds
from chungtay.kit import clock
from chungtay.site.demo.s2.facts import COMPUTED, FACTS, Undone
from chungtay.site.demo.s2.play import play
from chungtay.site.demo.s2.skipping import refusals


@pytest.fixture(scope="module")
def ward(django_db_setup, django_db_blocker):
    """The article, played once for all of these and rolled back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield play(clock.now())
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def found(ward):
    return list(seeds.check(FACTS, ward))


def of(found, number, kind):
    return next(o for o in found if (o.fact.number, o.fact.kind) == (number, kind) and o.obtained)


def test_all_eighteen_are_there_and_none_is_wrong(found):
    total = seeds.summary("S2", found)
    assert total["facts"] == 18
    assert total["wrong"] == []
    assert set(total["not_yet"]) >= {1, 2, 6, 7, 8, 9}, "these have no journey yet"


def test_what_has_no_journey_is_not_answered_and_says_what_is_missing(found):
    for one in found:
        if one.fact.ask is None:
            assert one.fact.missing and not one.obtained


def test_every_computed_answer_moves_when_one_act_behind_it_is_taken_back(found):
    for one in found:
        if one.fact.kind == COMPUTED and one.fact.ask:
            assert one.fact.undone, one.fact.says
            assert one.moved == one.fact.undone.then != one.obtained


def test_the_captain_has_two_counters_over_two_periods(found):
    """Seed S2, fact 15, in the article's own numbers."""
    counted = [o for o in found if o.fact.number == 15 and o.fact.kind == COMPUTED]
    assert [(o.obtained, o.moved) for o in counted] == [("2 lần", "1 lần"), ("15 lần", "chưa ghi")]


def test_each_step_left_out_is_refused_in_words(ward):
    """Seed S2, fact 14: doctor, then commander with a stand-in, then the way, then the gift."""
    doctor, commander = "Bước này chưa có ý kiến bác sĩ.", "Bước này chưa được duyệt."
    first, second, third, fourth, fifth = refusals(ward)
    assert first.startswith(doctor)
    assert third.startswith(doctor)
    assert fourth.startswith(commander)
    assert second and fifth == "Chọn người trực thay rồi duyệt."


def test_ten_gave_over_eight_times_and_the_head_over_three(found):
    assert of(found, 16, COMPUTED).obtained == "10 người"
    assert of(found, 17, COMPUTED).obtained == "hơn 3 lần"


@pytest.mark.parametrize("broken", ["answer", "move"])
def test_a_wrong_answer_is_reported_as_wrong_and_ends_with_one(ward, broken, capsys):
    (fact,) = [f for f in FACTS if f.number == 16]
    if broken == "answer":
        fact = replace(fact, ask=lambda ward: "11 người")
    else:
        fact = replace(fact, undone=Undone("không lấy lại gì", lambda ward: None, "9 người"))
    assert seeds.report("S2", list(seeds.check([fact], ward))) == 1
    said = capsys.readouterr().out
    assert "SAI" in said
    assert json.loads(said.splitlines()[-1])["wrong"] == [16]


def test_taking_back_leaves_nothing_behind(ward, found):
    again = list(seeds.check(FACTS, ward))
    assert [one.obtained for one in again] == [one.obtained for one in found]


def test_the_chart_in_the_docs_is_true(found):
    assert seeds.CHART.read_text() == seeds.chart(found), "./run seeds S2 --write"
