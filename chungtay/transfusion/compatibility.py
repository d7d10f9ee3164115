"""Whose blood may go to whom, and who is asked first. Pure; the table is that of blood.md 1.

Red cells, plasma and whole blood are sets; platelets are a preference list of the hospital, see
`platelets`. A group that needs the titre must have been tested "high-titre negative" in the
laboratory.
"""

from collections.abc import Iterator

from chungtay.transfusion import platelets
from chungtay.transfusion.groups import ABO, A, B, Component, D, Group

AB = A | B
O = 0  # noqa: E741


def suits_red_cells(donor: Group, patient: Group) -> bool:
    """No antigen that the patient lacks."""
    return not donor & ~patient


def suits_plasma(donor: Group, patient: Group) -> bool:
    """ABO the other way round; Rh does not matter."""
    return not patient & ~donor & ABO


def suits_whole(donor: Group, patient: Group) -> bool:
    """The same ABO group; Rh− patients get Rh−."""
    return donor.abo == patient.abo and suits_red_cells(donor, patient)


def suits_platelets(donor: Group, patient: Group, centre: str = "") -> bool:
    """Somewhere on the list; for an Rh− patient only Rh− (else a doctor decides on anti-D)."""
    listed = any(donor.abo in choice.abo for choice in platelets.order(patient.abo, centre).choices)
    return listed and (patient.positive or not donor.positive)


SUITS = {
    Component.RED_CELLS: suits_red_cells,
    Component.PLASMA: suits_plasma,
    Component.WHOLE: suits_whole,
}


def suits(component: Component, donor: Group, patient: Group, *, centre: str = "") -> bool:
    """May this donor's component be given to this patient at all?"""
    if component is Component.PLATELETS:
        return suits_platelets(donor, patient, centre)
    return SUITS[component](donor, patient)


def tiers(component: Component, patient: Group, *, centre: str = "") -> list[tuple[Group, ...]]:
    """Which groups are asked, the own group first; a later tier only if the earlier do not suffice.

    Rh− donors are never asked for an Rh+ patient, nor for plasma, where Rh does not matter; O only
    in the last tier, unless a centre's own list of platelets says otherwise; nobody of whom the
    laboratory must first know the titre.
    """
    rh = D if patient.positive or component is Component.PLASMA else 0
    found = []
    for rank in _abo_ranks(component, patient.abo, centre):
        groups = (Group(abo | rh) for abo in rank)
        kept = tuple(g for g in groups if suits(component, g, patient, centre=centre))
        if kept:
            found.append(kept)
    return found


def _abo_ranks(component: Component, own: int, centre: str) -> Iterator[tuple[int, ...]]:
    if component is Component.PLATELETS:
        choices = platelets.order(own, centre).choices
        yield from (choice.abo for choice in choices if not choice.titre)
        return
    yield (own,)
    yield tuple(abo for abo in (A, B, AB) if abo != own)
    if own != O:
        yield (O,)
