"""A small register around Hòa Cường, and one way to do each verb of blood."""

import hashlib
from datetime import timedelta
from itertools import count

from chungtay.blood.actions import make_call, record_gift
from chungtay.donors.actions import bring_list, register_donor
from chungtay.donors.intake import read
from chungtay.blood.models import Ask, Call, CallClosure
from chungtay.donors.models import Donor
from chungtay.donors.placing import Placer
from chungtay.kit import clock
from chungtay.kit.quantities import exact
from chungtay.people.actions import add_contact, register_organisation
from chungtay.people.models import Consent, ContactPoint, Organisation
from chungtay.transfusion.groups import Component, Group

NAMES = ("Phan Thị Diễm My", "Nguyễn Hoàng Phúc", "Đỗ Minh Khang", "Lê Thu Thảo",
         "Hồ Anh Thư", "Mai Xuân Lộc", "Trần Hữu Phước", "Võ Thị Hạnh", "Bùi Quốc Đạt",
         "Ngô Khánh Vy")  # fmt: skip
_numbers = count(100_000)


def hospital(world, name="Bệnh viện Sông Hàn"):
    found = Organisation.objects.visible_to(world.system).filter(name=name).first()
    return found or register_organisation(
        actor=world.system, at=world.at, place=world.other_ward, name=name,
        kind=Organisation.Kind.HOSPITAL,
    )  # fmt: skip


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


def wanted(world, **changes):
    """What a call asks, as keyword arguments of `make_call`."""
    return dict(
        place=world.ward, hospital=hospital(world), component=Component.PLATELETS,
        group=Group.B_POS, units=2, deadline=world.at + timedelta(hours=3),
        urgency=Call.Urgency.CRITICAL, where="Khoa Huyết học, tầng 2, nhà B",
        confirmed_by="Điều dưỡng Hồ Thị Vân",
    ) | changes  # fmt: skip


def call(world, donors=0, **changes):
    """A call with so many donors asked."""
    for _ in range(donors):
        donor(world)
    return make_call(actor=world.officer, at=world.at, **wanted(world, **changes))


def asks(made):
    return list(
        Ask.objects.unscoped(why="tests look at everything").filter(call=made).order_by("pk")
    )


def ask(world, **changes):
    return asks(call(world, donors=1, **changes))[0]


def with_someone_left(world):
    """A call after which a donor came into the register."""
    made = call(world)
    donor(world)
    return made


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


EXAMPLES = {
    "donors.register_donor": lambda world: dict(
        place=world.ward, name="Phan Thị Diễm My", phone="0905 123 456", group=Group.B_POS,
        source=Donor.Source.CARD, means=Consent.Means.FORM,
    ),
    "donors.record_past_gifts": lambda world: dict(
        donor=donor(world), component=Component.WHOLE, count=exact(1),
        on=clock.today(world.at) - timedelta(days=400),
    ),
    "donors.bring_list": bringing,
    "donors.take_in_donors": lambda world: dict(
        intake=intake(world), means=Consent.Means.FORM, source=Donor.Source.CARD
    ),
    "blood.make_call": wanted,
    "blood.ask_donors": lambda world: dict(call=with_someone_left(world)),
    "blood.come": lambda world: dict(ask=ask(world)),
    "blood.not_today": lambda world: dict(ask=ask(world)),
    "blood.cannot_come": lambda world: dict(ask=ask(world)),
    "blood.stop_asking": lambda world: dict(ask=ask(world)),
    "blood.record_gift": lambda world: dict(ask=ask(world)),
    "blood.take_back_gift": lambda world: dict(
        gift=record_gift(actor=world.officer, at=world.at, ask=ask(world))
    ),
    "blood.stand_down": lambda world: dict(call=call(world), reason=CallClosure.Reason.STOPPED),
}  # fmt: skip

LISTS = {"blood:calls": lambda world: call(world, donors=1), "donors:registry": donor}
NOT_LISTS = {"blood:make_call": "a form", "donors:bring": "a form"}


def _called(world, place):
    made = make_call(actor=world.system, at=world.at, **wanted(world, place=place))
    return {"call_id": made.pk}


def _asked(world, place):
    """A call there with somebody asked; the ask's row is put where the call is."""
    donor(world)
    call_id = _called(world, place)["call_id"]
    first = Ask.objects.unscoped(why="tests look at everything").filter(call=call_id)[0]
    return {"call_id": call_id, "ask_id": first.pk}


def _brought(world, place):
    made = bring_list(actor=world.system, at=world.at, **bringing(world) | {"place": place})
    return {"intake_id": made.pk}


def _given(world, place):
    ids = _asked(world, place)
    given = Ask.objects.unscoped(why="tests look at everything").get(pk=ids["ask_id"])
    record_gift(actor=world.system, at=world.at, ask=given)
    return ids


OBJECTS = {
    "blood:call": _called,
    "blood:ask_more": _called,
    "blood:stop": _called,
    "blood:gave": _asked,
    "blood:take_back": _given,
    "blood:absent": _asked,
    "donors:intake": _brought,
    "donors:faults": lambda world, place: _brought(world, place) | {"kind": "csv"},
}
