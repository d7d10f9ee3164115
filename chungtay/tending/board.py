"""The red line of the home board: channels that are broken, and whether their keeper knows."""

from dataclasses import dataclass

from chungtay.channels.models import Channel, Incident
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.tending.health import alarms_of
from chungtay.tending.models import Keeper


@dataclass(frozen=True, slots=True)
class Broken:
    """One open incident: of which channel, what, since when, whether its keeper was told, and
    whether that is the reader."""

    channel_id: int
    name: str
    sentence: str
    since: str
    told: str
    yours: bool


def broken(acting: Acting) -> list[Broken]:
    """Nothing for somebody who neither looks after channels nor keeps one."""
    mine = set(
        Keeper.objects.unscoped(why="which channels are broken")
        .standing()
        .filter(actor_id=acting.actor_id)
        .values_list("channel_id", flat=True)
    )
    seen = set(mine)
    if acting.may("channels.read", None):
        seen |= set(Channel.objects.serving(acting).values_list("pk", flat=True))
    rows = list(
        Incident.objects.unscoped(why="which channels are broken")
        .crossing("channel", why="the name of the broken channel")
        .standing()
        .filter(channel__in=seen)
        .select_related("channel")
        .order_by("-pauses", "opened_at")
    )
    told = alarms_of([row.pk for row in rows])
    return [
        Broken(
            row.channel_id, row.channel.name, row.sentence, clock.moment(row.opened_at),
            told.get(row.pk, ""), row.channel_id in mine,
        )
        for row in rows
    ]  # fmt: skip
