"""What somebody told of themselves, as the arguments of `register_donor`. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from chungtay.donors import intake
from chungtay.donors.counts import past
from chungtay.donors.models import Donor
from chungtay.donors.wishes import told_wishes
from chungtay.transfusion.groups import A, B, Component, D, Group
from chungtay.transfusion.weight import Band


def arguments(told: Mapping[str, Any]) -> dict[str, Any]:
    """Name, number, group, gifts and wishes; place and consent are for whoever calls the verb."""
    kind = told.get("component")
    return {
        "name": told["name"],
        "phone": told["phone"],
        "birth_year": told.get("birth_year"),
        "group": group(told),
        "source": Donor.Source(told["source"]),
        "weight": Band(told["weight"]) if told.get("weight") else None,
        "last_on": _last_on(told.get("last_on")),
        "last_component": Component(kind) if kind else None,
        "past": past(told),
        "wishes": told_wishes(told),
    }


def group(told: Mapping[str, Any]) -> Group:
    """Its bits, or ABO and Rh apart; without its Rh it counts as positive (`groups.parse`)."""
    if "group" in told:
        return Group(int(told["group"]))
    letters = str(told["abo"])
    return Group((A if "A" in letters else 0) | (B if "B" in letters else 0)
                 | (0 if told["rh"] == "-" else D))  # fmt: skip


def _last_on(said: str | None) -> date | None:
    """Of a month or a year its last day, the careful one for waiting."""
    return intake.days(said).last if said else None
