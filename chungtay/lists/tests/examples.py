"""Lists of residents around Hòa Cường, and one way to do each verb of lists."""

from itertools import count

from chungtay.access.actions import name_groups
from chungtay.lists.actions import bring, map_columns, take_in, take_in_rest
from chungtay.lists.actions.bringing import file_of
from chungtay.lists.actions.reading import read_rows
from chungtay.lists.models import Intake, IntakeRow
from chungtay.places.models import Place

HEAD = "TT,Họ và tên,Năm sinh,SĐT,Tổ,Số nhà,Số hộ,Quan hệ với chủ hộ"
LIST = f"""Danh sách nhân khẩu
{HEAD}
1,Phan Thị Diễm My,1994,905123456,Tổ 31,12 Núi Thành,1,Chủ hộ
2,Nguyễn Hoàng Phúc,02/09/1990,0905 123 457,31,12 Núi Thành,1,Chồng
3,Nguyễn Gia Hân,2018,,to 31,12 Núi Thành,1,Con
4,Đỗ Minh Khang,31/02/1988,12,Tổ 32,7 Duy Tân,2,Chủ hộ
5,Lê Thu Thảo,,0905123459,Tổ 32,9 Duy Tân,3,Chủ hộ
"""
_numbers = count(1)


def groups(world, *names):
    """Groups of the ward, made where they are not there yet."""
    wanted = names or ("Tổ 31", "Tổ 32")
    there = set(
        Place.objects.filter(parent=world.ward, kind="group").values_list("name", flat=True)
    )
    if new := [name for name in wanted if name not in there]:
        name_groups(actor=world.system, at=world.at, place=world.ward, names=new)
    found = Place.objects.filter(parent=world.ward, kind="group", name__in=wanted)
    return list(found.order_by("pk"))


def bringing(world, text=LIST, name="to-31.csv", keeper="Cảnh sát khu vực tổ 31"):
    groups(world)
    content = text if isinstance(text, bytes) else text.encode()
    return dict(place=world.ward, keeper=keeper, file_name=name, content=content)


def brought(world, text=LIST, name="to-31.csv", **more):
    return bring(actor=world.officer, at=world.at, **bringing(world, text, name, **more))


def mapping(intake, **changes):
    """All sheets, the columns as they were recognised."""
    outline = file_of(intake).outline
    chosen = {h: key for one in outline for h, key in one["known"].items()}
    return dict(intake=intake, sheets=range(len(outline)), chosen=chosen | changes)


def read(world, text=LIST, name="to-31.csv", **more):
    """A list that waits to be taken in."""
    intake = brought(world, text, name, **more)
    if intake.mapped_in_id is None:
        map_columns(actor=world.officer, at=world.at, **mapping(intake))
    return read_rows(intake, actor=world.officer, at=world.at)


def taken(world, text=LIST, name="to-31.csv", **more):
    intake = read(world, text, name, **more)
    take_in(actor=world.officer, at=world.at, intake=intake)
    take_in_rest(intake, actor=world.officer, at=world.at)
    intake.refresh_from_db()
    return intake


def rows(intake, **which):
    found = IntakeRow.objects.unscoped(why="tests look at everything").filter(intake=intake)
    return list(found.filter(**which).order_by("sheet", "number"))


def outcomes(intake):
    return [row.outcome for row in rows(intake)]


def another(world):
    """One more list, unlike those before."""
    number = next(_numbers)
    text = f"Họ tên,Năm sinh,Tổ\nTrần Thị Số {'A' * number},1980,31\n"
    return brought(world, text, f"danh-sach-{number}.csv")


def intakes():
    return Intake.objects.unscoped(why="tests look at everything")


EXAMPLES = {
    "lists.bring": bringing,
    "lists.map_columns": lambda world: mapping(brought(world)),
    "lists.take_in": lambda world: dict(intake=read(world)),
    "lists.give_up": lambda world: dict(intake=read(world)),
    "lists.take_back": lambda world: dict(intake=taken(world)),
}
LISTS = {"lists:index": another}
NOT_LISTS = {"lists:bring": "a form"}
