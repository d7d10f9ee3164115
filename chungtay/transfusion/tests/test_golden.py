"""Situations, days and centres, with what the articles say of them, worked out by hand."""

import tomllib
from pathlib import Path

import pytest

from chungtay.transfusion.eligibility import Band, Deferral, Outcome, answer
from chungtay.transfusion.groups import Cells, Component

FILES = sorted((Path(__file__).parent / "golden").glob("*.toml"))


def kind(word):
    return Component(word) if word in set(Component) else Cells(word)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_the_rules_said_that_day(path):
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    expected = told.pop("expected")
    found = answer(
        kind(told.pop("wanted")), on=told.pop("day"), centre=told.pop("centre", ""),
        last=kind(told.pop("last")) if "last" in told else None,
        weight=Band(told.pop("weight")) if "weight" in told else None,
        gifts=[(gift["on"], kind(gift["kind"])) for gift in told.pop("gifts", [])],
        deferrals=[Deferral(d["code"], d["since"]) for d in told.pop("deferrals", [])],
        **told,
    )  # fmt: skip
    assert found.outcome is Outcome(expected["outcome"])
    assert (found.until, found.code) == (expected.get("until"), expected["rule"])


def test_there_are_ten_and_more():
    assert len(FILES) >= 10
