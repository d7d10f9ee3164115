"""A commune gets its residential groups."""

import pytest
from django.urls import reverse

from chungtay.access.actions import GroupNamed, name_groups
from chungtay.access.pasted import preview
from chungtay.access.tests.examples import administrator
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


PASTED = """STT\tTổ dân phố\tTổ trưởng
1\tTổ dân phố số 1\tNguyễn Văn Một
2\tTổ 02\tTrần Thị Hai
3. Tổ 3
- Thôn Đông
TDP 5
tổ 3
36
Tổ 7-9
Hội Phụ nữ
Tổ 901
"""


def test_a_pasted_list_is_read_as_wards_write_it(world):
    (there,) = name_groups(actor=world.system, at=world.at, place=world.ward, names=["Tổ 901"])
    seen = preview(PASTED, {there.folded})
    assert [(g.type, g.name) for g in seen.new] == [
        ("tổ", "Tổ 1"), ("tổ", "Tổ 2"), ("tổ", "Tổ 3"), ("thôn", "Đông"), ("tổ", "Tổ 5"),
    ]  # fmt: skip
    assert [g.name for g in seen.there] == ["Tổ 901"]
    unclear = dict(seen.unclear)
    assert unclear.pop("STT\tTổ dân phố\tTổ trưởng")
    assert "dòng trên" in unclear["tổ 3"]
    assert "chỉ có số" in unclear["36"]
    assert "nhiều tổ" in unclear["Tổ 7-9"]
    assert "đứng đầu" in unclear["Hội Phụ nữ"]


def test_the_page_shows_first_and_makes_then(world, client):
    admin = administrator(world)
    client.force_login(admin.account)
    address = reverse("access:groups")
    seen = client.post(address, {"names": "Tổ 901\nTổ 902\n36", "step": "look"})
    text = seen.content.decode()
    assert "2 tổ mới" in text and "1 dòng chưa rõ" in text
    groups = Place.objects.filter(parent=world.ward, kind="group")
    assert not groups.exists(), "looking makes nothing"
    made = client.post(address, {"names": "Tổ 901\nTổ 902\n36", "step": "make"})
    assert made.status_code == 302
    assert set(groups.values_list("name", flat=True)) == {"Tổ 901", "Tổ 902"}
    again = client.post(address, {"names": "Tổ 901\nTổ 902", "step": "make"})
    assert "0 tổ mới" in again.content.decode() and groups.count() == 2


def test_only_ones_own_ward_gets_groups(world, client):
    client.force_login(administrator(world).account)
    said = {"names": "Tổ 901", "step": "make", "place": world.other_ward.pk}
    client.post(reverse("access:groups"), said)
    assert set(Place.objects.filter(kind="group").values_list("parent", flat=True)) == {
        world.ward.pk
    }


def test_a_group_gets_its_head_later(world):
    (group,) = name_groups(actor=world.system, at=world.at, place=world.ward, names=["Tổ 901"])
    head = world.account("to-truong", "group_head", group)
    assert head.may("access.read", group.pk) and not head.may("access.read", world.ward.pk)
