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


def test_what_the_answers_taught_counts_instead_of_the_ordinary():
    counts = {Group.B_POS: (40, 40)}
    usual = ready(WHOLE, Group.B_POS, 1, counts)
    willing = ready(WHOLE, Group.B_POS, 1, counts, yes=0.4)
    assert willing.chance > usual.chance and willing.verdict is Verdict.YES
    assert "khoảng 12 người nhận lời trong 100" in usual.why()
    assert "khoảng 40 người nhận lời trong 100" in willing.why()


@pytest.mark.django_db
def test_tonight_is_this_hour_and_this_day_as_everybody_wishes(world):
    from chungtay.donors.counting import askable
    from chungtay.donors.models import Donor
    from chungtay.donors.tests.examples import donor

    everyone = Donor.objects.unscoped(why="tests look at everything")
    for _ in range(3):
        donor(world)
    # world.at is a Friday, 14:05 in Việt Nam
    first, second, _third = everyone.order_by("pk")
    everyone.filter(pk=first.pk).update(hours_from=17, hours_to=21)
    everyone.filter(pk=second.pk).update(days=1 << 5 | 1 << 6)
    assert askable(WHOLE, world.at) == {Group.B_POS: (1, 1)}
