"""Who is on duty in the ward this week: its beats, its desk, and one turn nobody keeps yet."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from chungtay.access.acting import PostHolder
from chungtay.access.models import Account
from chungtay.kit import clock
from chungtay.places.models import Place
from chungtay.rosters import actions as rosters
from chungtay.rosters.models import Absence, Watch

TURN = timedelta(hours=24)
HANDED_OVER, OTHERWISE = 7, 19
"""The hour, in Viet Nam, at which the desk is handed over. To whoever comes in the two hours before
it, the ward hands over in the evening: the turn they find goes on for a good while."""
NOW = "binh"
"""Who has the desk when the newcomer comes in: the captain, whose group is B."""
DESK = ["phuong", "dang", NOW, "son", "toai", "hoai", "hau"]
AWAY = "son"
"""Whose turn comes next, and who has just told that they cannot."""
BEATS = [("Địa bàn 1", "Tổ 35", "vinh"), ("Địa bàn 2", "Tổ 36", "khoa"),
         ("Địa bàn 3", "Tổ 37", "cuong")]  # fmt: skip


def on_duty(officers: Mapping[str, Account], ward: Place, now: datetime) -> None:
    """Beats for a month, the desk for a week; the next turn is open."""
    begins = this_turn(now)
    planned = begins - timedelta(days=2, hours=12)
    chief = PostHolder(officers["phuoc"], planned)
    lay_out(chief, officers, ward, now - timedelta(days=29))
    desk = rosters.open_watch(
        actor=chief, at=now - timedelta(days=29), place=ward, kind=Watch.Kind.DESK, name="Trực ban"
    )
    first = begins - DESK.index(NOW) * TURN
    for number, username in enumerate(DESK):
        rosters.put_on_shift(
            actor=chief, at=planned, watch=desk, officer=officers[username],
            starts_at=first + number * TURN, ends_at=first + (number + 1) * TURN,
        )  # fmt: skip
    at = now - timedelta(hours=2)
    rosters.mark_absent(
        actor=PostHolder(officers[AWAY], at), at=at, place=ward, officer=officers[AWAY],
        reason=Absence.Reason.FAMILY, starts_at=begins + TURN, ends_at=begins + 2 * TURN,
    )  # fmt: skip


def lay_out(chief: PostHolder, officers: Mapping[str, Account], ward: Place, at: datetime) -> None:
    groups = {g.full_name: g for g in Place.objects.filter(parent=ward, kind=Place.Kind.GROUP)}
    for name, group, keeper in BEATS:
        beat = rosters.open_beat(
            actor=chief, at=at, place=ward, name=name, groups=[groups[f"{group}"]]
        )
        rosters.give_beat(actor=chief, at=at, beat=beat, officer=officers[keeper])


def this_turn(now: datetime) -> datetime:
    """When the turn began that the newcomer finds running."""
    here = now.astimezone(clock.VN)
    hour = OTHERWISE if HANDED_OVER - 2 <= here.hour < HANDED_OVER else HANDED_OVER
    begins = here.replace(hour=hour, minute=0, second=0, microsecond=0)
    return begins if begins <= here else begins - TURN
