"""Where somebody lives, from free spelling."""

import pytest

from chungtay.sheets.placing import Placer

pytestmark = pytest.mark.django_db


SPELLINGS = ["Thanh Khê Đông (cũ)", "thanh khe dong (cu)", "P. Thanh Khê Đông"]


@pytest.mark.parametrize("text", SPELLINGS)
def test_an_old_name_is_found_with_or_without_saying_that_it_is_old(world, text):
    """Seeds, cross-checks: Thanh Khê Đông is part of phường Thanh Khê today."""
    placer = Placer(world.ward.province)
    assert placer.place_id(text) == world.other_ward.pk
