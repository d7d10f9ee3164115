"""Whose blood may go to whom, against a table typed from blood.md, not derived from the code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.transfusion import platelets
from chungtay.transfusion.compatibility import suits, tiers
from chungtay.transfusion.groups import Component, Group, parse

RED_CELLS = """
        O−  O+  A−  A+  B−  B+ AB− AB+
   O−    x   x   x   x   x   x   x   x
   O+    .   x   .   x   .   x   .   x
   A−    .   .   x   x   .   .   x   x
   A+    .   .   .   x   .   .   .   x
   B−    .   .   .   .   x   x   x   x
   B+    .   .   .   .   .   x   .   x
  AB−    .   .   .   .   .   .   x   x
  AB+    .   .   .   .   .   .   .   x
"""
PLASMA = """
        O−  O+  A−  A+  B−  B+ AB− AB+
   O−    x   x   .   .   .   .   .   .
   O+    x   x   .   .   .   .   .   .
   A−    x   x   x   x   .   .   .   .
   A+    x   x   x   x   .   .   .   .
   B−    x   x   .   .   x   x   .   .
   B+    x   x   .   .   x   x   .   .
  AB−    x   x   x   x   x   x   x   x
  AB+    x   x   x   x   x   x   x   x
"""
WHOLE = """
        O−  O+  A−  A+  B−  B+ AB− AB+
   O−    x   x   .   .   .   .   .   .
   O+    .   x   .   .   .   .   .   .
   A−    .   .   x   x   .   .   .   .
   A+    .   .   .   x   .   .   .   .
   B−    .   .   .   .   x   x   .   .
   B+    .   .   .   .   .   x   .   .
  AB−    .   .   .   .   .   .   x   x
  AB+    .   .   .   .   .   .   .   x
"""
PLATELETS = """
        O−  O+  A−  A+  B−  B+ AB− AB+
   O−    x   x   x   x   x   x   x   x
   O+    .   x   .   x   .   x   .   x
   A−    x   x   x   x   x   x   x   x
   A+    .   x   .   x   .   x   .   x
   B−    x   x   x   x   x   x   x   x
   B+    .   x   .   x   .   x   .   x
  AB−    .   .   x   x   x   x   x   x
  AB+    .   .   .   x   .   x   .   x
"""
"""Donors (rows) for patients (columns), typed cell by cell from blood.md 1."""
NAMED = {
    "O+": Group.O_POS, "A+": Group.A_POS, "B+": Group.B_POS, "AB+": Group.AB_POS,
    "O−": Group.O_NEG, "A−": Group.A_NEG, "B−": Group.B_NEG, "AB−": Group.AB_NEG,
}  # fmt: skip
TABLES = {
    Component.RED_CELLS: RED_CELLS,
    Component.PLASMA: PLASMA,
    Component.WHOLE: WHOLE,
    Component.PLATELETS: PLATELETS,
}
groups = st.sampled_from(Group)
components = st.sampled_from(Component)


def cells(table):
    """(donor, patient) → whether it suits."""
    head, *rows = (line.split() for line in table.strip().splitlines())
    return {
        (NAMED[donor], NAMED[patient]): mark == "x"
        for donor, *marks in rows
        for patient, mark in zip(head, marks, strict=True)
    }


@pytest.mark.parametrize("component", Component)
def test_all_sixty_four_pairs(component):
    typed = cells(TABLES[component])
    assert len(typed) == 64
    assert {pair: suits(component, *pair) for pair in typed} == typed


@given(components, groups)
def test_whoever_is_asked_suits_and_is_asked_in_one_rank_only(component, patient):
    asked = [group for rank in tiers(component, patient) for group in rank]
    assert all(suits(component, group, patient) for group in asked)
    assert len(asked) == len(set(asked))


@given(components, groups)
def test_the_own_abo_group_is_asked_first(component, patient):
    assert {group.abo for group in tiers(component, patient)[0]} == {patient.abo}


@given(components, groups)
def test_rh_negative_donors_are_never_asked_for_an_rh_positive_patient(component, patient):
    asked = [group for rank in tiers(component, patient) for group in rank]
    if patient.positive or component is Component.PLASMA:
        assert all(group.positive for group in asked)


@given(components, groups)
def test_o_is_asked_last_for_anybody_else(component, patient):
    ranks = tiers(component, patient)
    holding = [i for i, rank in enumerate(ranks) if any(group.abo == 0 for group in rank)]
    if patient.abo != 0 and holding:
        assert holding == [len(ranks) - 1] and len(ranks) > 1


def test_platelets_for_b_are_asked_of_b_then_ab_and_of_nobody_untested():
    assert tiers(Component.PLATELETS, Group.B_POS) == [(Group.B_POS,), (Group.AB_POS,)]


ORDERS = {
    ("", "O"): ["O", "A B"], ("", "A"): ["A", "AB", "B* O*"],
    ("", "B"): ["B", "AB", "A* O*"], ("", "AB"): ["AB", "A* B*", "O*"],
    ("lifeblood", "B"): ["B", "A* O*", "AB"], ("lifeblood", "A"): ["A", "AB", "B* O*"],
}  # fmt: skip
"""Platelets: the UK's order, and Australia's, which differs for B. "*": high-titre negative."""


@pytest.mark.parametrize(("centre", "patient"), ORDERS)
def test_a_centre_may_own_another_order_of_platelets(centre, patient):
    letters = {abo: name for name, abo in platelets.LETTERS.items()}
    found = [
        " ".join(letters[abo] + "*" * choice.titre for abo in choice.abo)
        for choice in platelets.order(platelets.LETTERS[patient], centre).choices
    ]
    assert found == ORDERS[centre, patient]


@given(st.sampled_from(["", "lifeblood"]), groups)
def test_whoever_needs_a_titre_is_asked_by_no_list(centre, patient):
    for rank in tiers(Component.PLATELETS, patient, centre=centre):
        for group in rank:
            assert group.abo == patient.abo or (patient.abo, group.abo) in {
                (0, 1), (0, 2), (1, 3), (2, 3)
            }  # fmt: skip


@pytest.mark.parametrize(
    ("component", "patient", "expected"),
    [
        (Component.RED_CELLS, "B+", ["B+", "O+"]),
        (Component.RED_CELLS, "AB+", ["AB+", "A+ B+", "O+"]),
        (Component.RED_CELLS, "A−", ["A−", "O−"]),
        (Component.WHOLE, "A+", ["A+"]),
        (Component.PLASMA, "O−", ["O+", "A+ B+ AB+"]),
        (Component.PLATELETS, "AB−", ["AB−"]),
        (Component.PLATELETS, "O+", ["O+", "A+ B+"]),
    ],
)
def test_who_is_asked_after_whom(component, patient, expected):
    found = tiers(component, NAMED[patient])
    assert [" ".join(group.written for group in rank) for rank in found] == expected


@pytest.mark.parametrize(
    ("text", "written", "said"),
    [
        ("B+", "B+", True), ("B", "B+", False), ("B Rh+", "B+", True), ("nhóm B", "B+", False),
        ("0+", "O+", True), ("O Rh(D) dương", "O+", True), ("AB-", "AB−", True),
        ("A−", "A−", True), ("B dương tính", "B+", True), ("o rh-", "O−", True),
        ("B (+)", "B+", True), ("Rh+ B", "B+", True), ("AB Rh D âm tính", "AB−", True),
        ("0", "O+", False), ("Nhóm máu: A", "A+", False),
    ],
)  # fmt: skip
def test_groups_are_read_as_people_write_them(text, written, said):
    assert parse(text) == (NAMED[written], said)


@pytest.mark.parametrize("text", ["", "C", "AB+ / O", "+B+", "chưa biết", "A B"[:1] + "?"])
def test_what_is_no_group_is_none(text):
    assert parse(text) is None


@given(groups)
def test_a_written_group_reads_as_itself(group):
    assert parse(group.written) == (group, True)
