"""How many times somebody gave before the book, in the words in which it was told. Pure."""

from collections.abc import Mapping
from typing import Any

from chungtay.donors.data import TIMES
from chungtay.kit import quantity_text
from chungtay.kit.quantities import Quantity
from chungtay.transfusion.groups import Component


def past(told: Mapping[str, Any]) -> dict[Component, Quantity]:
    """How many times they gave, by kind; "trên 8" keeps its word."""
    fields = {Component.WHOLE: "times", Component.PLATELETS: "platelet_times"}
    said = {kind: told.get(field) for kind, field in fields.items()}
    return {k: quantity_text.parse(text).within(TIMES) for k, text in said.items() if text}
