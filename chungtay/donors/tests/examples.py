"""A small register around Hòa Cường, and one way to do each verb of donors."""

import hashlib
from datetime import timedelta
from itertools import count

from chungtay.donors.actions import bring_list, pause, record_past_gifts, register_donor
from chungtay.donors.intake import read
from chungtay.donors.models import Donor
from chungtay.donors.placing import Placer
from chungtay.donors.wishes import Wishes
from chungtay.kit import clock
from chungtay.kit.quantities import exact
from chungtay.people.actions import add_contact
from chungtay.people.models import Consent, ContactPoint
from chungtay.transfusion.groups import Component, Group
from chungtay.transfusion.weight import Band

NAMES = ("Phan Thị Diễm My", "Nguyễn Hoàng Phúc", "Đỗ Minh Khang", "Lê Thu Thảo",
         "Hồ Anh Thư", "Mai Xuân Lộc", "Trần Hữu Phước", "Võ Thị Hạnh", "Bùi Quốc Đạt",
         "Ngô Khánh Vy")  # fmt: skip
_numbers = count(100_000)


def donor(world, n=None, *, place=None, group=Group.B_POS, source=Donor.Source.CARD, **others):
    number = next(_numbers)
    zalo = others.pop("zalo", True)
    name = NAMES[number % len(NAMES)] if n is None else NAMES[n]
    found = register_donor(
        actor=world.system, at=world.at, place=place or world.ward, name=name,
        phone=f"0905{number}", group=group, source=source, means=Consent.Means.FORM,
        birth_year=others.pop("birth_year", 1990), **others,
    )  # fmt: skip
    if zalo:
        add_contact(
            actor=world.system, at=world.at, person=found.person, kind=ContactPoint.Kind.ZALO,
            value=f"oa/{number}",
        )  # fmt: skip
    return found


LIST = """Danh sách câu lạc bộ máu nóng
STT,Họ và tên,SĐT,Nhóm máu,Năm sinh,Lần hiến gần nhất,Loại hiến,Phường/Xã
1,Phan Thị Diễm My,905123456,B+,1994,02/09/22,Tiểu cầu,Hòa Cường
2,Nguyễn Hoàng Phúc,0905 123 457,nhóm O,1990,,,p. thanh khe
3,Đỗ Minh Khang,12,B,1988,31/02/2022,,Hòa Cường
"""


def listed(world, text=LIST, name="cau-lac-bo.csv"):
    content = text if isinstance(text, bytes) else text.encode()
    placer = Placer(world.ward.province)
    return content, read(
        name, content, place=placer.place_id, here=world.ward.pk, today=clock.today(world.at)
    )


def bringing(world, text=LIST, name="cau-lac-bo.csv"):
    content, found = listed(world, text, name)
    return dict(
        place=world.ward, club="Câu lạc bộ máu nóng", file_name=name,
        digest=hashlib.sha256(content).hexdigest(), listed=found,
    )  # fmt: skip


def intake(world, text=LIST, name="cau-lac-bo.csv"):
    return bring_list(actor=world.officer, at=world.at, **bringing(world, text, name))


def told_gift(world):
    one = donor(world)
    line = record_past_gifts(
        actor=world.system, at=world.at, donor=one, component=Component.WHOLE, count=exact(1),
        on=clock.today(world.at) - timedelta(days=30),
    )  # fmt: skip
    return dict(donor=one, past=line)


def paused(world):
    one = donor(world)
    pause(actor=world.system, at=world.at, donor=one, until=None)
    return one


EXAMPLES = {
    "donors.register_donor": lambda world: dict(
        place=world.ward, name="Phan Thị Diễm My", phone="0905 123 456", group=Group.B_POS,
        source=Donor.Source.CARD, means=Consent.Means.FORM,
    ),
    "donors.record_past_gifts": lambda world: dict(
        donor=donor(world), component=Component.WHOLE, count=exact(1),
        on=clock.today(world.at) - timedelta(days=400),
    ),
    "donors.take_back_past_gifts": told_gift,
    "donors.bring_list": bringing,
    "donors.take_in_donors": lambda world: dict(
        intake=intake(world), means=Consent.Means.FORM, source=Donor.Source.CARD
    ),
    "donors.pause": lambda world: dict(donor=donor(world), until=None),
    "donors.resume": lambda world: dict(donor=paused(world)),
    "donors.leave": lambda world: dict(donor=donor(world)),
    "donors.say_when": lambda world: dict(donor=donor(world), wishes=Wishes(every_months=3)),
    "donors.correct_donor": lambda world: dict(
        donor=donor(world), group=Group.A_NEG, source=Donor.Source.LAB, weight=Band.FROM_60
    ),
}  # fmt: skip

LISTS = {"donors:registry": donor}
NOT_LISTS = {
    "donors:bring": "a form", "donors:tonight": "a question",
 "donors:own": "one person's own page",
    "donors:own_pause": "a form of one's own page", "donors:own_resume": "posted to",
    "donors:own_when": "a form of one's own page", "donors:own_correct": "a form of one's own page",
    "donors:own_gifts": "what one donor gave",
    "donors:own_leave": "a question of one's own page",
}  # fmt: skip


def _brought(world, place):
    made = bring_list(actor=world.system, at=world.at, **bringing(world) | {"place": place})
    return {"intake_id": made.pk}


OBJECTS = {
    "donors:intake": _brought,
    "donors:faults": lambda world, place: _brought(world, place) | {"kind": "csv"},
}
