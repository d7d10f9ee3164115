"""Private groups of the demo's ward: what was posted in them, and what came back."""

from datetime import datetime, timedelta

from chungtay.access.acting import PostHolder
from chungtay.groups import actions
from chungtay.groups.actions import Pasted
from chungtay.groups.models import Notice
from chungtay.journal.system import System
from chungtay.kit.quantity_text import parse
from chungtay.places.models import Place

GROUPS = [
    ("Zalo tổ 36 Hòa Cường", "tổ trưởng tổ 36", "hơn 200"),
    ("Chị em phụ nữ khu phố 4", "chi hội trưởng phụ nữ", "từ 80 đến 100"),
    ("Chợ đầu mối, tiểu thương", "ban quản lý chợ", "chưa rõ"),
]
TEXT = (
    "Chiều mai cúp nước từ 14:00 đến 17:00 ở các tổ 30 đến 40.\n"
    "Nhà nào có người già ở một mình, cần chở nước, xin báo phường trước 10:00."
)


def groups(officer: PostHolder, ward: Place, at: datetime) -> None:
    """Three groups, one text posted in two of them, answers by link and lines pasted back."""
    made = [
        actions.add_group(
            actor=officer, at=at - timedelta(days=9), place=ward, name=name, run_by=run_by,
            members=parse(members),
        )
        for name, run_by, members in GROUPS
    ]  # fmt: skip
    notice = actions.write_notice(
        actor=officer, at=at - timedelta(hours=5), place=ward, text=TEXT,
        purpose=Notice.Purpose.ASK, lasts=timedelta(days=7),
    )  # fmt: skip
    for group in made[:2]:
        actions.post(
            actor=officer, at=at - timedelta(hours=4, minutes=50), group=group, notice=notice
        )
    actions.answer(
        actor=System("public_page"), at=at - timedelta(hours=2), notice=notice,
        words="Nhà tôi có mẹ già 86 tuổi ở một mình, kiệt 14 Núi Thành.", name="Cô Tám",
        phone="0905 000 118",
    )  # fmt: skip
    hour_ago = at - timedelta(hours=1)
    actions.paste_back(
        actor=officer, at=at - timedelta(minutes=40), place=ward, group=made[0], notice=notice,
        letters=[
            Pasted("Tổ 36 còn hai nhà chưa có bồn chứa", "Chú Tư Xe Ôm", hour_ago),
            Pasted("Mấy giờ có nước lại vậy anh?", "Bích", hour_ago),
        ],
    )  # fmt: skip
