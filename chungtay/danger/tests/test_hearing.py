"""Danger to life is heard in the words of people, with accents or without; talk of it is not.

Each sentence has the number that its hotline is for: 113 crime and violence, 114 fire and rescue,
115 sick and hurt people, 111 children. Labelled by hand before the words were looked at.
"""

import tomllib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.danger.hearing import danger, hear
from chungtay.danger.lexicon import NUMBERS, lexicon

ALL = [
    (sentence, "" if label == "none" else label)
    for path in sorted(Path(__file__).parent.glob("*.toml"))
    for label, told in tomllib.loads(path.read_text(encoding="utf-8")).items()
    for sentence in told["sentences"]
]
CRIES = [s for s, label in ALL if label]
LEAST_RECALL, LEAST_PRECISION, LEAST_RIGHT = 0.97, 0.95, 0.9


def without_accents(text):
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in plain if not unicodedata.combining(c))


def test_there_are_enough_sentences_of_both_kinds():
    assert len(CRIES) >= 300 and len(ALL) - len(CRIES) >= 270


def test_recall_and_precision_of_danger():
    heard = {sentence: danger(sentence) for sentence, _label in ALL}
    missed = [s for s in CRIES if not heard[s]]
    false = [(s, heard[s]) for s, label in ALL if heard[s] and not label]
    recall = 1 - len(missed) / len(CRIES)
    precision = 1 - len(false) / sum(bool(n) for n in heard.values())
    assert recall >= LEAST_RECALL, missed
    assert precision >= LEAST_PRECISION, false


def test_who_is_heard_is_told_the_right_number():
    heard = [(s, label, danger(s)) for s, label in ALL if label and danger(s)]
    wrong = [one for one in heard if one[1] != one[2]]
    assert len(wrong) <= len(heard) * (1 - LEAST_RIGHT), wrong


def test_most_of_it_is_heard_without_accents_too():
    heard = sum(bool(danger(without_accents(s))) for s in CRIES)
    assert heard / len(CRIES) >= 0.9


@pytest.mark.parametrize("text", ["", " ", "\x00", "[@1]", "😀😀", "#" * 5000, "cháy " * 3000, "а́"])
def test_whatever_is_typed_is_read(text):
    assert danger(text) in {"", *NUMBERS}


@given(st.one_of(st.text(), st.lists(st.sampled_from(" ".join(CRIES).split())).map(" ".join)))
def test_it_is_the_same_letter_composed_or_not(text):
    composed = unicodedata.normalize("NFC", text)
    assert danger(composed) == danger(unicodedata.normalize("NFD", text)) in {"", *NUMBERS}


@given(st.sampled_from(CRIES), st.integers(0, 60), st.sampled_from("\u200b\u200d\ufeff\u00ad"))
def test_what_cannot_be_seen_changes_nothing(sentence, at, unseen):
    assert danger(sentence[:at] + unseen + sentence[at:]) == danger(sentence)


def test_one_clause_may_be_over_while_another_is_not():
    assert danger("Hôm qua hai bên cãi nhau, giờ nó cầm dao đứng trước cửa") == "113"
    assert danger("Cháy nhà rồi, hôm qua đã thấy chập điện mà không sửa") == "114"


def test_what_is_denied_is_not_heard():
    assert danger("Bé không bị ngất đâu ạ") == ""


@pytest.mark.parametrize(
    "text", ["cưú với cháy nhà", "Chaý nhà rồi", "CHÁYYYY NHÀ RỒI", "𝐜𝐡á𝐲 nhà rồi", "cháy nhà gòi"]
)
def test_a_fire_is_a_fire_however_it_is_spelled(text):
    assert danger(text) == "114"


def test_it_can_be_said_which_words_rang():
    heard = hear("Dạ cho em hỏi, hàng xóm em cầm con dao đứng ngoài sân")
    assert heard.number == "113" and any("dao" in words for words in heard.because)
    assert "dao" in heard.sign or "{" in heard.sign


def test_every_sign_can_be_met():
    """Each concept that a sign names is written down; the lexicon says so when it is read."""
    assert {cry.number for under in lexicon().cries.under.values() for _needs, cry in under} == {
        *NUMBERS
    }
