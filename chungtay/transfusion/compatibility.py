"""Whose blood may go to whom, and who is asked first. Pure; the table is that of blood.md 1.

Red cells, plasma and whole blood are sets; platelets are a preference list of the hospital, of
which the UK's is the default (JPAC, Guidelines for the Blood Transfusion Services). A group with
`titre` must have been tested "high-titre negative" in the laboratory.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from chungtay.transfusion.groups import ABO, A, B, Component, D, Group

AB = A | B
O = 0  # noqa: E741


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a preference list: ABO groups of equal rank, and whether they need the titre."""

    abo: tuple[int, ...]
    titre: bool = False


PLATELETS: dict[int, tuple[Choice, ...]] = {
    O: (Choice((O,)), Choice((A, B))),
    A: (Choice((A,)), Choice((AB,)), Choice((B, O), titre=True)),
    B: (Choice((B,)), Choice((AB,)), Choice((A, O), titre=True)),
    AB: (Choice((AB,)), Choice((A, B), titre=True), Choice((O,), titre=True)),
}
"""Keyed by the patient's ABO group."""


def suits_red_cells(donor: Group, patient: Group) -> bool:
    """No antigen that the patient lacks."""
    return not donor & ~patient


def suits_plasma(donor: Group, patient: Group) -> bool:
    """ABO the other way round; Rh does not matter."""
    return not patient & ~donor & ABO


def suits_whole(donor: Group, patient: Group) -> bool:
    """The same ABO group; Rh− patients get Rh−."""
    return donor.abo == patient.abo and suits_red_cells(donor, patient)


def suits_platelets(donor: Group, patient: Group) -> bool:
    """Somewhere on the list; for an Rh− patient only Rh− (else a doctor decides on anti-D)."""
    listed = any(donor.abo in choice.abo for choice in PLATELETS[patient.abo])
    return listed and (patient.positive or not donor.positive)


SUITS = {
    Component.RED_CELLS: suits_red_cells,
    Component.PLASMA: suits_plasma,
    Component.WHOLE: suits_whole,
    Component.PLATELETS: suits_platelets,
}


def suits(component: Component, donor: Group, patient: Group) -> bool:
    """May this donor's component be given to this patient at all?"""
    return SUITS[component](donor, patient)


def tiers(component: Component, patient: Group) -> list[tuple[Group, ...]]:
    """Which groups are asked, the own group first; a later tier only if the earlier do not suffice.

    Rh− donors are never asked for an Rh+ patient, nor for plasma, where Rh does not matter; O only
    in the last tier; nobody of whom the laboratory must first know the titre.
    """
    rh = D if patient.positive or component is Component.PLASMA else 0
    ranks = [tuple(Group(abo | rh) for abo in rank) for rank in _abo_ranks(component, patient.abo)]
    return [kept for rank in ranks if (kept := _suiting(component, rank, patient))]


def _suiting(component: Component, rank: tuple[Group, ...], patient: Group) -> tuple[Group, ...]:
    return tuple(group for group in rank if suits(component, group, patient))


def _abo_ranks(component: Component, own: int) -> Iterator[tuple[int, ...]]:
    if component is Component.PLATELETS:
        yield from (choice.abo for choice in PLATELETS[own] if not choice.titre)
        return
    yield (own,)
    yield tuple(abo for abo in (A, B, AB) if abo != own)
    if own != O:
        yield (O,)
