"""For each page of lists that opens one list: how to have it at a place."""

from itertools import count

from chungtay.lists.actions import bring, map_columns
from chungtay.lists.actions.reading import read_rows
from chungtay.lists.tests.examples import bringing, mapping

_numbers = count(1)


def _read(world, place):
    """A list of a stranger's name, of its own content, whose rows are read."""
    text = f"Họ tên,Năm sinh,Tổ\nTrần Thị Dòng {'B' * next(_numbers)},1980,31\n"
    said = bringing(world, text, "danh-sach.csv") | {"place": place}
    intake = bring(actor=world.system, at=world.at, **said)
    if intake.mapped_in_id is None:
        map_columns(actor=world.system, at=world.at, **mapping(intake))
    read_rows(intake, actor=world.system, at=world.at)
    return {"intake_id": intake.pk}


OBJECTS = {
    "lists:intake": _read,
    "lists:columns": _read,
    "lists:doubtful": _read,
    "lists:faults": lambda world, place: _read(world, place) | {"kind": "csv"},
    "lists:take_back": _read,
    "lists:give_up": _read,
}
