"""A change of units: preview first, then wholly or not at all."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.db.models import F

from chungtay.command import places as command
from chungtay.kit.errors import Refused
from chungtay.places import registry
from chungtay.places.lookup import find
from chungtay.places.models import Edition, Place, Succession
from chungtay.places.update import OutOfDate, Preview, apply, preview

pytestmark = pytest.mark.django_db
FILES = sorted((Path(__file__).parents[1] / "data" / "updates").glob("2026-*.csv"))
HEAD = "on,act,code,type,name,above,into,share,default,document\n"


def csv(*lines: str) -> bytes:
    return (HEAD + "\n".join(lines)).encode()


def seen(*lines: str) -> Preview:
    return preview(csv(*lines), "thu.csv")


def standing(code: str) -> Place:
    return Place.objects.select_related("parent", "province").get(code=code, valid_to=None)


def picture() -> set[tuple[object, ...]]:
    """Every unit since the reform with what it lies in, and every link of 2026."""
    units = Place.objects.filter(valid_from__gte=date(2025, 7, 1)).values_list(
        "code", "kind", "type", "name", "full_name", "parent__code", "parent__valid_from",
        "province__code", "province__valid_from", "commune__code", "valid_from", "valid_to",
        "document", "origin", "lat", "area_km2",
    )  # fmt: skip
    links = Succession.objects.filter(on__year=2026).values_list(
        "predecessor__code", "predecessor__type", "successor__code", "successor__type", "on",
        "kind", "is_default", "note",
    )  # fmt: skip
    return {*units, *links}


@pytest.fixture
def july_2025() -> Iterator[set[tuple[object, ...]]]:
    """The units as before the changes of 2026; gives the picture of today to compare."""
    today = picture()
    for link in Succession.objects.filter(on__year=2026).select_related("predecessor", "successor"):
        old, new = link.predecessor, link.successor
        Place.objects.filter(parent=new).update(parent=old)
        Place.objects.filter(province=new).exclude(pk=new.pk).update(province=old)
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM places_succession WHERE id = %s", [link.pk])
            cursor.execute("DELETE FROM places_alias WHERE place_id = %s", [new.pk])
            cursor.execute("DELETE FROM places_place WHERE id = %s", [new.pk])
        Place.objects.filter(pk=old.pk).update(valid_to=None)
    assert Place.objects.standing().filter(kind="province", type="thành phố").count() == 6
    assert Place.objects.standing().filter(kind="commune", type="phường").count() == 687
    yield today


def test_three_files_of_2026_turn_july_2025_into_today(
    july_2025: set[tuple[object, ...]],
) -> None:
    counts = []
    for file in FILES:
        found = preview(file.read_bytes(), file.name)
        counts.append((len(found.changes), len(found.of("retyped"))))
        apply(found)
    assert counts == [(11, 11), (1, 1), (13, 13)]
    assert picture() == july_2025


def test_what_shipped_already_needs_nothing() -> None:
    before = picture()
    for file in FILES:
        found = preview(file.read_bytes(), file.name)
        assert found.empty and found.already
    assert picture() == before


def test_the_same_file_twice_does_nothing(july_2025: object) -> None:
    found = preview(FILES[0].read_bytes(), FILES[0].name)
    apply(found)
    before = picture(), Edition.objects.count()
    assert apply(found).whole == {}
    assert (picture(), Edition.objects.count()) == before


def test_a_preview_changes_nothing(july_2025: object) -> None:
    before = picture()
    preview(FILES[0].read_bytes(), FILES[0].name)
    assert picture() == before


def test_a_preview_that_is_out_of_date_is_refused(july_2025: object) -> None:
    found = preview(FILES[0].read_bytes(), FILES[0].name)
    apply(seen("2026-03-01,change,26368,,Long Thành Đông,,,,,1/NQ"))
    before = picture()
    with pytest.raises(OutOfDate):
        apply(found)
    assert picture() == before


def test_renaming_keeps_the_code_and_leaves_the_old_name_findable() -> None:
    apply(seen("2027-01-01,change,20257,,Hòa Cường Mới,,,,,9/NQ"))
    assert standing("20257").full_name == "Phường Hòa Cường Mới"
    found = find("hoa thuan dong, da nang")[0]
    assert [p.name for p in found.today] == ["Hòa Cường Mới"]
    assert len(found.steps) == 3


def test_merging_moves_the_groups_and_keeps_the_link() -> None:
    old, new = standing("20257"), standing("20242")
    group = Place(
        code="20257-36", kind="group", type="tổ", name="Tổ 36", parent=old, commune=old,
        valid_from=date(2026, 5, 1),
    )  # fmt: skip
    group.save()
    done = apply(seen("2027-01-01,merge,20257,,,,20242,,,9/NQ"))
    after = standing("20257-36")
    assert done.whole == {old.pk: new.pk, group.pk: after.pk}
    group.refresh_from_db()
    assert (group.parent, group.commune, group.valid_to) == (old, old, date(2027, 1, 1))
    assert (after.parent, after.commune) == (new, new)
    link = Succession.objects.get(predecessor=old)
    assert (link.successor, link.kind, link.on) == (new, "whole", date(2027, 1, 1))


def test_dividing_keeps_every_part_and_counts_groups_nobody_placed() -> None:
    old = standing("20257")
    for n in (35, 36):
        Place(
            code=f"20257-{n}", kind="group", type="tổ", name=f"Tổ {n}", parent=old, commune=old,
            valid_from=date(2026, 5, 1),
        ).save()  # fmt: skip
    found = seen(
        "2027-01-01,merge,20257,,,,20242,part,1,9/NQ",
        "2027-01-01,merge,20257,,,,20209,part,,9/NQ",
        "2027-01-01,change,20257-36,,,20209,,,,9/NQ",
    )
    assert [c.code for c in found.of("split")] == ["20257"]
    assert found.unplaced_groups == 1
    done = apply(found)
    assert {len(parts) for parts in done.divided.values()} == {2}
    links = Succession.objects.filter(predecessor=old)
    assert dict(links.values_list("successor__code", "is_default")) == {
        "20242": True,
        "20209": False,
    }
    assert standing("20257-36").commune_id == standing("20209").pk
    assert find("hoa cuong, da nang")[0].today[0].code == "20242"


def test_a_new_unit_can_take_in_another_on_its_first_day() -> None:
    apply(
        seen(
            "2027-01-01,merge,20257,,,,99001,,,9/NQ",
            "2027-01-01,new,99001,phường,Sông Hàn,48,,,,9/NQ",
        )
    )
    assert standing("99001").address == "Phường Sông Hàn, thành phố Đà Nẵng"
    assert Succession.objects.get(predecessor__code="20257", on=date(2027, 1, 1))


def test_a_province_that_changes_its_type_brings_everything_along() -> None:
    apply(seen("2027-01-01,change,56,thành phố,,,,,,9/NQ"))
    assert standing("22736").province.full_name == "Thành phố Khánh Hòa"
    lying = Place.objects.standing().filter(kind="commune", province__code="56")
    assert not lying.exclude(province__valid_to=None).exists()
    assert not lying.exclude(parent=F("province")).exists()


def test_it_says_how_many_open_rows_would_move(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_open_rows", {})
    registry.open_rows("test", "nơi", lambda ids: Place.objects.filter(pk__in=ids))
    found = seen("2027-01-01,merge,20257,,,,20242,,,9/NQ")
    assert found.open_rows == {"nơi": 1}


BAD = {
    "2027-01-01,merge,77777,,,,20242,,,": "không có đơn vị nào mang mã 77777",
    "2027-01-01,merge,20257,,,,77777,,,": "không có đơn vị nào mang mã 77777",
    "2027-01-01,merge,2025x,,,,20242,,,": "không phải mã đơn vị",
    "2026-02-30,change,20257,xã,,,,,,": "“2026-02-30” không phải một ngày có thật",
    "30/4/2026,change,20257,xã,,,,,,": "Ghi như 2026-04-30",
    "9999-01-01,change,20257,xã,,,,,,": "ngoài khoảng",
    "2027-01-01,merge,20257,,,,20257,,,": "không thể nhập vào chính nó",
    "2027-01-01,merge,20257,,,,48,,,": "không cùng cấp",
    "2027-01-01,merge,20257,,,,,,,": "Cột into còn trống",
    "2027-01-01,merge,20257,,,,20242,part,1,": "chỉ có một nơi nhận",
    "2027-01-01,merge,20257,,,,20242,half,,": "phải là whole hoặc part",
    "2027-01-01,change,20257,quận,,,,,,": "không phải loại của mã 20257",
    "2027-01-01,change,20257,,,,,,,": "không đổi gì",
    "2027-01-01,change,20257,,,99,,,,": "không có đơn vị nào mang mã 99",
    "2025-07-01,change,20257,xã,,,,,,": "đã đổi từ 01/07/2025",
    "2027-01-01,new,20257,phường,Trùng,48,,,,": "đang là của Hòa Cường",
    "2027-01-01,new,99001,phường,,48,,,,": "phải có tên",
    "2027-01-01,new,99001,phường,Mồ Côi,,,,,": "mã của nơi mà 99001 thuộc về",
    "2027-01-01,rename,20257,,X,,,,,": "không có việc “rename”",
    "2027-01-01,change,20257,,X": "có 5 ô, đầu bảng có 10",
    f"2027-01-01,change,20257,,{'x' * 81},,,,,": "dài quá 80 chữ",
}


@pytest.mark.parametrize(("line", "says"), BAD.items())
def test_a_bad_line_is_refused_by_its_number(line: str, says: str) -> None:
    good = "2027-01-01,change,20242,,Hải Châu Mới,,,,,9/NQ"
    with pytest.raises(Refused) as refused:
        seen(good, line)
    assert says in str(refused.value)
    assert str(refused.value).startswith("Dòng 3: ")
    assert standing("20242").name == "Hải Châu"


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (["2027-01-01,merge,20257,,,,20242,,,", "2027-01-01,merge,20242,,,,20257,,,"],
         "Dòng 2: 20242 cũng thôi trong ngày ấy"),
        (["2027-01-01,merge,20257,,,,20242,,,", "2027-01-01,merge,20257,,,,20242,,,"],
         "Dòng 3: mã 20257 đã có ở dòng 2"),
        (["2027-01-01,merge,20257,,,,20242,,,", "2027-01-01,merge,20257,,,,20209,,,"],
         "Dòng 3: mã 20257 đã nhập trọn vào nơi khác ở dòng 2"),
        (["2027-01-01,merge,20257,,,,20242,part,1,", "2027-01-01,merge,20257,,,,20209,part,1,"],
         "Dòng 3: mã 20257 chỉ có một nơi mặc định"),
        (["2027-01-01,merge,20257,,,,20242,part,,", "2027-01-01,merge,20257,,,,20209,part,,"],
         "Dòng 2: mã 20257 chia phần thì một dòng phải có default = 1"),
        (["2027-01-01,merge,20257,,,,20242,,,", "2027-02-01,change,20257,xã,,,,,,"],
         "Dòng 3: ngày 01/02/2027 không có đơn vị nào mang mã 20257"),
        (["2027-01-01,merge,20257,,,,20242,,,", "2027-01-01,merge,20242,,,,20209,,,"],
         "Dòng 2: 20242 cũng thôi trong ngày ấy"),
    ],
)  # fmt: skip
def test_lines_that_contradict_each_other(lines: list[str], says: str) -> None:
    with pytest.raises(Refused, match=says):
        seen(*lines)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "không có dòng nào"),
        (HEAD.encode(), "không có dòng nào"),
        (f"{HEAD}2027-01-01,change,20257,xã,,,,,,".encode("utf-16"), "Dòng 1: tệp không phải UTF"),
        (f"{HEAD}\n2027-01-01,change,20257,,Hòa,,,,,".encode("latin-1"), "Dòng 3: tệp không"),
        (b"on,act,code,ten\n", "Dòng 1: không có cột “ten”"),
        (b"on,act,code,on\n", "Dòng 1: cột “on” có hai lần"),
        (b"on,act,name\n", "Dòng 1: thiếu cột “code”"),
        (b'on,act,code,name\n2027-01-01,change,20257,"Hoa\n', "ngoặc kép"),
        (b"[{]", "không đúng cú pháp JSON"),
        (b'{"on": 1}', "phải là một danh sách"),
        (b'[{"on":"2027-01-01","act":"new","code":"99001","lat":"NaN"}]', "không hợp với cột lat"),
    ],
)  # fmt: skip
def test_a_bad_file_is_refused_in_one_sentence(content: bytes, says: str) -> None:
    with pytest.raises(Refused, match=says):
        preview(content, "thu.csv")


def test_excel_writes_a_mark_and_semicolons_and_that_is_fine() -> None:
    text = "on;act;code;name\n2027-01-01;change;20257;Hòa Cường Mới\n"
    assert preview(text.encode("utf-8-sig"), "a.csv").of("renamed")
    rows = '[{"on":"2027-01-01","act":"change","code":"20257","name":"Hòa Cường Mới"}]'
    assert preview(rows.encode(), "a.json").of("renamed")


def test_the_command_previews_and_acts_only_when_told(
    july_2025: set[tuple[object, ...]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.run(FILES[0], apply_it=False) == 0
    said = capsys.readouterr().out
    assert "Đổi loại: 11" in said and "26368  xã Long Thành → phường Long Thành" in said
    assert "Chưa làm gì" in said and standing("26368").type == "xã"
    for file in FILES:
        assert command.run(file, apply_it=True) == 0
    assert "Đã cập nhật: 13 đơn vị" in capsys.readouterr().out
    assert picture() == july_2025


def test_the_command_says_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "sai.csv"
    bad.write_bytes(csv("2026-02-30,change,20257,xã,,,,,,"))
    assert command.run(bad, apply_it=True) == 1
    assert capsys.readouterr().err.startswith("Dòng 2: “2026-02-30” không phải một ngày có thật")
    assert command.run(tmp_path / "khong-co.csv", apply_it=True) == 1
