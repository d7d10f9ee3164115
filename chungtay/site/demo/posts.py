"""Those of the demo one may act as: their accounts, their posts, and who stands in for whom."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from chungtay.access import actions as access
from chungtay.access.acting import PostHolder
from chungtay.access.models import Account, Delegation
from chungtay.access.roles import Role
from chungtay.approvals import actions as approvals
from chungtay.journal.system import System
from chungtay.places.models import Place
from chungtay.site.demo.s2.ward import PASSWORD, Ward

OFFICERS = [
    ("vinh", "Lê Quang Vinh", "Đại úy", Role.AREA_OFFICER),
    ("hoai", "Đặng Thị Hoài", "Thượng úy", Role.DESK_OFFICER),
    ("phuoc", "Trần Hữu Phước", "Trung tá", Role.POLICE_CHIEF),
    ("ha", "Nguyễn Thị Thu Hà", "Thiếu tá", Role.POLICE_DEPUTY),
    ("van", "Hồ Thị Vân", "Điều dưỡng", Role.HOSPITAL_DESK),
    ("tinh", "Nguyễn Đình Khang", "Trung tá", Role.PROVINCE_DUTY),
    ("quantri", "Mai Xuân Lộc", "Văn phòng phường", Role.ADMINISTRATOR),
]
STAYED = ["binh", "khoa", "cuong", "toai", "son", "hau", "dang", "phuong"]
"""Officers of the ward of 2021 who serve in the ward it became."""


def open_posts(ward: Place, at: datetime, hospital: int, old: Ward) -> dict[str, Account]:
    """Accounts and posts; `hospital` is the desk's own, by its Actor."""
    demo, accounts = System("demo"), {}
    for username, name, rank, role in OFFICERS:
        place = ward.province if role == Role.PROVINCE_DUTY else ward
        account = access.open_account(
            actor=demo, at=at, place=place, username=username, name=name, rank=rank,
            password=PASSWORD,
        )  # fmt: skip
        access.appoint(
            actor=demo, at=at, place=place, account=account, role=role,
            organisation=hospital if role == Role.HOSPITAL_DESK else None,
        )  # fmt: skip
        accounts[username] = account
    for username in STAYED:
        accounts[username] = old.accounts[username]
        access.appoint(
            actor=demo, at=at, place=ward, account=accounts[username],
            role=Role(old.posts[username].role),
        )  # fmt: skip
    return accounts


def share_out(officers: Mapping[str, Account], ward: Place, now: datetime) -> None:
    """The desk officer stands in for the area officer next week; the administrator, alone in the
    ward, asks for a second one, and the head of the ward police has not answered yet."""
    post = officers["vinh"].posts.get()
    access.delegate(
        actor=PostHolder(officers["vinh"], now), at=now, post=post, to=officers["hoai"],
        starts_at=now + timedelta(days=5), ends_at=now + timedelta(days=8),
        reason=Delegation.Reason.TRAINING,
    )  # fmt: skip
    asked = now - timedelta(minutes=50)
    approvals.ask(
        actor=PostHolder(officers["quantri"], asked),
        at=asked,
        place=ward,
        verb="access.appoint",
        args={"place": ward.pk, "account": officers["hoai"].pk, "role": Role.ADMINISTRATOR.value},
    )
