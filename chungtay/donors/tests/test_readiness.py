"""Could we answer a call tonight, and why this group and not that one?"""

import pytest

from chungtay.donors.readiness import Verdict, ready
from chungtay.transfusion.groups import Component, Group

WHOLE, PLATELETS, PLASMA = Component.WHOLE, Component.PLATELETS, Component.PLASMA


def parts(found):
    return {part.group: part for part in found.parts}


@pytest.mark.parametrize(("people", "units", "verdict"), [
    (0, 1, Verdict.NO), (1, 1, Verdict.PERHAPS), (1, 2, Verdict.NO), (10, 1, Verdict.PERHAPS),
    (500, 1, Verdict.YES), (500, 2, Verdict.YES), (20, 20, Verdict.PERHAPS),
])  # fmt: skip
def test_yes_perhaps_no(people, units, verdict):
    found = ready(WHOLE, Group.B_POS, units, {Group.B_POS: (people, people)})
    assert found.verdict is verdict


def test_for_an_rh_negative_patient_only_a_proven_group_counts():
    found = ready(PLATELETS, Group.AB_NEG, 1, {Group.AB_NEG: (40, 3), Group.AB_POS: (900, 900)})
    assert parts(found)[Group.AB_NEG].count == 3
    assert parts(found)[Group.AB_POS].rank is None
    assert "Không hợp" in parts(found)[Group.AB_POS].why


def test_rh_negative_donors_are_kept_for_rh_negative_patients_and_it_says_so():
    found = parts(ready(WHOLE, Group.O_POS, 1, {}))
    assert found[Group.O_NEG].rank is None
    assert "để dành cho người nhận Rh−" in found[Group.O_NEG].why
    assert found[Group.O_POS].why == "Hỏi trước tiên."


def test_every_group_is_accounted_for():
    for component in (WHOLE, PLATELETS, PLASMA):
        for patient in Group:
            found = ready(component, patient, 1, {})
            assert {part.group for part in found.parts} == set(Group)
            assert all(part.why for part in found.parts)


def test_more_people_never_make_it_less_likely():
    chances = [ready(WHOLE, Group.A_POS, 2, {Group.A_POS: (n, n)}).chance for n in range(0, 90, 9)]
    assert chances == sorted(chances)


def test_a_few_are_a_few_for_whoever_does_not_see_small_numbers():
    found = ready(WHOLE, Group.A_POS, 1, {Group.A_POS: (3, 3)})
    assert "3" in found.why() and "3" not in found.why(exactly=False)
