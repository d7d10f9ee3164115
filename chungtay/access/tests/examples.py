"""One way to do each verb of access, for the tests that every verb gets."""

from chungtay.access.actions import appoint, open_account
from chungtay.access.models import Account
from chungtay.access.roles import Role
from chungtay.access.tests import standing_in


def newcomer(world) -> Account:
    return open_account(
        actor=world.system, at=world.at, place=world.ward, username="moi", name="Nguyễn Thị Mới",
        password="một câu đủ dài 2026",
    )  # fmt: skip


def administrator(world):
    return world.account("quantri", "administrator", world.ward)


def _open(world):
    return dict(
        place=world.ward, username="moi", name="Nguyễn Thị Mới", password="một câu đủ dài 2026"
    )


def _appoint(world):
    return dict(place=world.ward, account=newcomer(world), role=Role.AREA_OFFICER)


def _end(world):
    from datetime import timedelta

    held = appoint(
        actor=world.system, at=world.at - timedelta(days=1), place=world.ward,
        account=newcomer(world), role=Role.AREA_OFFICER,
    )  # fmt: skip
    return dict(post=held)


def _groups(world):
    return dict(place=world.ward, names=["Tổ 901", "Tổ 902"])


def _update(world):
    from chungtay.places.update import preview

    head = "on,act,code,type,name,above,into,share,default,document\n"
    line = f"2026-12-01,merge,{world.ward.code},,,,{world.other_ward.code},,,thử"
    return dict(place=world.ward.province, seen=preview((head + line).encode(), "thu.csv"))


def _delegate(world):
    from chungtay.access.models import Delegation
    from chungtay.access.tests.standing_in import DAY, post_of

    return dict(
        post=post_of(world), to=world.account("thay").account, starts_at=world.at,
        ends_at=world.at + DAY, reason=Delegation.Reason.LEAVE,
    )  # fmt: skip


def _end_delegation(world):
    from chungtay.access.tests.standing_in import stand_in

    return dict(delegation=stand_in(world))


EXAMPLES = {
    "access.delegate": _delegate,
    "access.end_delegation": _end_delegation,
    "access.update_places": _update,
    "access.open_account": _open,
    "access.appoint": _appoint,
    "access.end_post": _end,
    "access.name_groups": _groups,
}
for builder in EXAMPLES.values():
    builder.actor = administrator
_update.actor = lambda world: world.system


def add_post(world):
    """One more post of the ward, of which the list has many."""
    from chungtay.access.tests.standing_in import post_of, stand_in

    made = post_of(world, f"them-{next(_numbers)}")
    stand_in(world, made, world.account(f"thay-{next(_numbers)}").account)


_numbers = iter(range(1000, 9999))
LISTS = {"access:posts": add_post}
NOT_LISTS = {"access:appoint": "a form", "access:groups": "a form beside a ward's few groups"}
OBJECTS = standing_in.OBJECTS
