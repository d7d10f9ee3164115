"""Danger to life is heard in the words of people, with accents or without; talk of it is not."""

import tomllib
from pathlib import Path

import pytest

from chungtay.kit.danger import danger

SENTENCES = tomllib.loads(
    (Path(__file__).parent / "danger_sentences.toml").read_text(encoding="utf-8")
)
ALL = [
    (sentence, "" if label == "none" else label)
    for label, told in SENTENCES.items()
    for sentence in told["sentences"]
]
LEAST_RECALL, LEAST_PRECISION = 0.97, 0.97


def test_there_are_enough_sentences_of_both_kinds():
    assert len(ALL) >= 120 and sum(not label for _s, label in ALL) >= 60


def test_recall_and_precision_of_danger():
    heard = {sentence: danger(sentence) for sentence, _label in ALL}
    true = [s for s, label in ALL if label]
    missed = [s for s in true if not heard[s]]
    false = [(s, heard[s]) for s, label in ALL if heard[s] and not label]
    recall = 1 - len(missed) / len(true)
    precision = 1 - len(false) / sum(bool(n) for n in heard.values())
    assert recall >= LEAST_RECALL, missed
    assert precision >= LEAST_PRECISION, false


def test_who_is_heard_is_told_the_right_number():
    wrong = [(s, label, danger(s)) for s, label in ALL if danger(s) and danger(s) != label]
    assert len(wrong) <= len(ALL) * 0.02, wrong


@pytest.mark.parametrize("text", ["", " ", "\x00", "[@1]", "😀😀", "#" * 5000, "cháy " * 3000, "а́"])
def test_whatever_is_typed_is_read(text):
    assert danger(text) in {"", "111", "113", "114", "115"}


def test_one_clause_may_be_over_while_another_is_not():
    assert danger("Hôm qua hai bên cãi nhau, giờ nó cầm dao đứng trước cửa") == "113"
    assert danger("Cháy nhà rồi, hôm qua đã thấy chập điện mà không sửa") == "114"


def test_marks_may_stand_where_people_put_them():
    assert danger("cưú với cháy nhà") == "114"
    assert danger("Chaý nhà rồi") == "114"
