"""Whose blood may go to whom, against a table typed from blood.md, not derived from the code."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.transfusion.compatibility import suits, tiers
from chungtay.transfusion.groups import Component, Group, parse

O_, A_, B_, AB = "O", "A", "B", "AB"
RED_CELLS = {O_: {O_}, A_: {A_, O_}, B_: {B_, O_}, AB: {O_, A_, B_, AB}}
PLASMA = {O_: {O_, A_, B_, AB}, A_: {A_, AB}, B_: {B_, AB}, AB: {AB}}
WHOLE = {O_: {O_}, A_: {A_}, B_: {B_}, AB: {AB}}
PLATELETS = {O_: {O_, A_, B_}, A_: {A_, AB, B_, O_}, B_: {B_, AB, A_, O_}, AB: {AB, A_, B_, O_}}
"""Patient → donors, by ABO. Rh: red cells and whole blood "Rh− ← Rh−, Rh+ ← either"; plasma
"ignore Rh"; platelets of an Rh− patient from Rh− donors."""
NAMED = {
    "O+": Group.O_POS, "A+": Group.A_POS, "B+": Group.B_POS, "AB+": Group.AB_POS,
    "O−": Group.O_NEG, "A−": Group.A_NEG, "B−": Group.B_NEG, "AB−": Group.AB_NEG,
}  # fmt: skip
TABLES = {
    Component.RED_CELLS: (RED_CELLS, True),
    Component.WHOLE: (WHOLE, True),
    Component.PLATELETS: (PLATELETS, True),
    Component.PLASMA: (PLASMA, False),
}
groups = st.sampled_from(Group)
components = st.sampled_from(Component)


@pytest.mark.parametrize("component", Component)
def test_all_sixty_four_pairs(component):
    table, rh_matters = TABLES[component]
    for donor, patient in product(NAMED, NAMED):
        abo = donor[:-1] in table[patient[:-1]]
        rh = not rh_matters or donor[-1] == "−" or patient[-1] == "+"
        assert suits(component, NAMED[donor], NAMED[patient]) == (abo and rh), (donor, patient)


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
