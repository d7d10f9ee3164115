"""The table of units."""

from decimal import Decimal

import pytest

from chungtay.kit.errors import Refused
from chungtay.kit.units import UNITS, factor, unit

NAMED_IN_THE_ARTICLES = (
    "người, hộ, suất, phiếu, cái, bồn cầu, kg, tấn, m, m², km, đ, lượt, lần, tổ, đơn vị máu, %"
)


@pytest.mark.parametrize("code", NAMED_IN_THE_ARTICLES.split(", "))
def test_every_unit_of_the_articles_is_there(code: str) -> None:
    assert unit(code).code == code


@pytest.mark.parametrize(
    ("spelt", "code"),
    [("VND", "đ"), ("VNĐ", "đ"), ("đồng", "đ"), ("m2", "m²"), (" Suất ", "suất"), ("KM", "km")],
)
def test_other_spellings_are_understood(spelt: str, code: str) -> None:
    assert unit(spelt).code == code


@pytest.mark.parametrize("code", ["", "thùng trời", "người\x00", "x" * 1000])
def test_an_unknown_unit_is_refused_in_words(code: str) -> None:
    with pytest.raises(Refused, match="Chưa có đơn vị") as refused:
        unit(code)
    assert len(str(refused.value)) < 120


def test_factors_are_exact() -> None:
    assert factor("km", "m") == 1000
    assert factor("m", "km") == Decimal("0.001")
    assert factor("suất", "suất") == 1


@pytest.mark.parametrize(("a", "b"), [("suất", "người"), ("kg", "km"), ("m", "m²"), ("đ", "%")])
def test_kinds_do_not_mix(a: str, b: str) -> None:
    with pytest.raises(Refused, match="Không đổi được"):
        factor(a, b)


def test_money_and_people_are_whole_and_weights_are_not() -> None:
    assert [unit(code).whole for code in ("đ", "người", "lượt", "suất")] == [True] * 4
    assert [unit(code).whole for code in ("kg", "km", "%", "m²")] == [False] * 4
    assert all(code == found.code for code, found in UNITS.items())
