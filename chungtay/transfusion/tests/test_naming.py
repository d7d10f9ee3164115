"""Every rule, value, note and centre is called something, in both languages."""

from pathlib import Path

import pytest
from django.utils import translation

from chungtay.kit.rules import RuleBook
from chungtay.transfusion import naming
from chungtay.transfusion.platelets import centres

BOOK = RuleBook(Path(__file__).parents[1] / "data" / "rules.toml")
CODES = sorted({rule.code for rule in BOOK})


@pytest.mark.parametrize("code", CODES)
def test_every_rule_has_a_name_and_a_topic_in_both_languages(code):
    assert naming.topic(code) in naming.TOPICS
    vietnamese = naming.name(code)
    with translation.override("en"):
        assert naming.name(code) != vietnamese


def test_every_note_and_every_rule_that_is_a_word_has_its_english():
    notes = {rule.note for rule in BOOK if rule.note}
    words = {rule.value for rule in BOOK if isinstance(rule.value, str)}
    assert (notes - set(naming.NOTES), words - set(naming.VALUES)) == (set(), set())
    with translation.override("en"):
        assert [n for n in (*notes, *words) if translation.gettext(n) == n] == []


def test_every_centre_has_a_name():
    assert {rule.centre for rule in BOOK} | set(centres()) <= set(naming.CENTRES)


def test_no_name_stands_for_a_rule_that_is_gone():
    assert {f"blood.{word}" for word in naming._NAMES} - set(CODES) == set()


def test_what_is_never_asked_in_a_message_is_a_rule():
    assert set(CODES) >= naming.UNASKED
