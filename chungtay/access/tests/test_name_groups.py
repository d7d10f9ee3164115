"""A commune gets its residential groups."""

import pytest

from chungtay.access.actions import GroupNamed, name_groups
from chungtay.places.models import Place

pytestmark = pytest.mark.django_db


def test_groups_lie_in_their_commune(world):
    groups = name_groups(
        actor=world.system, at=world.at, place=world.ward, names=["Tổ 901", " Thôn  Đông "]
    )
    assert [(g.name, g.type, g.commune_id) for g in groups] == [
        ("Tổ 901", "tổ", world.ward.pk),
        ("Đông", "thôn", world.ward.pk),
    ]


def test_a_name_twice_refuses_the_whole_list(world):
    with pytest.raises(GroupNamed):
        name_groups(actor=world.system, at=world.at, place=world.ward, names=["Tổ 901", "TỔ 901"])
    assert not Place.objects.filter(name="Tổ 901").exists()


def test_a_province_has_no_groups_of_its_own(world):
    with pytest.raises(GroupNamed):
        name_groups(actor=world.system, at=world.at, place=world.ward.province, names=["Tổ 1"])


def test_long_names_that_begin_alike_get_codes_of_their_own(world):
    names = ["Khu dân cư số 10", "Khu dân cư số 11", "Khu dân cư số 1"]
    groups = name_groups(actor=world.system, at=world.at, place=world.ward, names=names)
    assert len({group.code for group in groups}) == 3
    assert all(len(group.code) <= 20 for group in groups)


def test_a_code_that_is_taken_is_a_sentence(world):
    name_groups(actor=world.system, at=world.at, place=world.ward, names=["Tổ 901"])
    Place.objects.filter(code=f"{world.ward.code}-to-901").update(folded="khac", name="Khác")
    with pytest.raises(GroupNamed, match="đã có một tổ mang mã này"):
        name_groups(actor=world.system, at=world.at, place=world.ward, names=["Tổ 901"])
