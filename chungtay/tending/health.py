"""How one channel fares, for whoever keeps it: a fixed number of questions, whatever there is."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Max
from django.utils.translation import gettext as _

from chungtay.carriers.mending import what_to_do
from chungtay.channels import tokens
from chungtay.channels.models import Allowance, Channel, Delivery, Incident, Keys, Way
from chungtay.channels.pacing import ALL_OF
from chungtay.channels.reasons import words
from chungtay.journal import naming
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.tending import hearing
from chungtay.tending.coverage import thousands
from chungtay.tending.models import Alarm, Keeper
from chungtay.tending.overview import state_of

SPAN = timedelta(days=7)
REFRESH_LIVES = timedelta(days=90)
MOST_PAST = 20

Fact = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Trouble:
    """One incident: since when, what to do, who was told, and who closed it."""

    incident: Incident
    todo: str
    told: str
    closed: str
    may_close: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason why messages did not go out: how often, when last, and what to do about it."""

    says: str
    count: int
    last: str
    todo: str


def context(channel: Channel, acting: Acting, at: datetime) -> dict[str, Any]:
    troubles = _troubles(channel, acting)
    open_ = [trouble for trouble in troubles if trouble.incident.closed_at is None]
    tone, state = state_of([trouble.incident for trouble in open_])
    zalo = channel.kind == Channel.Kind.ZALO_OA
    sent = _sent(channel, at)
    return {
        "channel": channel, "zalo": zalo, "tone": tone, "state": state, "at": clock.moment(at),
        "open": open_, "past": [trouble for trouble in troubles if trouble not in open_],
        "keeper": _keeper(channel, acting),
        "may_name": acting.may("tending.name_keeper", channel.place_id),
        "may_connect": acting.may("channels.connect", channel.place_id),
        "key_facts": _keys(channel, at), "quota": _quota(channel),
        "sent": sent, "unknown": sum(row["unknown"] for row in sent),
        "faults": _faults(channel, at),
        "webhook": hearing.facts(channel, at) if zalo else [],
    }  # fmt: skip


def _keys(channel: Channel, at: datetime) -> list[Fact]:
    """Ages only: the secrets themselves are never read here."""
    keys = Keys.objects.unscoped(why="how a channel fares").filter(channel=channel)
    row = keys.values_list("refreshed_at", "expires_at", "tried_at").first()
    if row is None:
        return [(_("Khóa"), None)]
    got, dies, tried = row
    if dies is None:
        return [(_("Khóa nhận lúc"), clock.moment(got))]
    told: list[Fact] = [
        (_("Khóa nhận lúc"), _("%(at)s, đã %(hours)s giờ") % {
            "at": clock.moment(got), "hours": max(int((at - got).total_seconds() // 3600), 0)
        }),
        (_("Tự đổi khóa từ"), clock.moment(got + tokens.RENEW_AFTER)),
        (_("Khóa chết lúc"), clock.moment(dies)),
        (_("Không đổi được thì phải cấp quyền lại trước"), clock.day(got + REFRESH_LIVES)),
    ]  # fmt: skip
    if tried:
        told.append((_("Lần đổi hỏng gần nhất"), clock.moment(tried)))
    return told


def _quota(channel: Channel) -> list[Fact]:
    """What is left of each way, as the last replies told; never told is said so. What was bought or
    given beside the subscription is there once Zalo speaks of it: most accounts have none."""
    rows = {
        row.way: row
        for row in Allowance.objects.unscoped(why="how a channel fares").filter(channel=channel)
    }
    ways = {
        Channel.Kind.ZALO_OA: [Way.ZALO_CS, Way.ZALO_UID, Way.ZALO_PHONE],
        Channel.Kind.ESMS: [Way.SMS],
    }.get(Channel.Kind(channel.kind), [])
    found: list[Fact] = []
    for way in ways:
        found.append((str(way.label), _left(rows.get(way))))
        found += [
            (say % {"way": way.label}, _left(rows[key]))
            for key, say in _beside(way) if key in rows
        ]  # fmt: skip
    return found


def _beside(way: Way) -> list[tuple[str, str]]:
    """The allowances that are used up after the way's own, and how each is called."""
    called = {"cs_bought": _("%(way)s, phần mua thêm"), "cs_reward": _("%(way)s, phần Zalo tặng")}
    return [(key, called[key]) for key, of in ALL_OF.items() if of is way]


def _left(row: Allowance | None) -> str:
    if row is None:
        return _("chưa biết")
    said = {"remain": thousands(row.remain), "at": clock.moment(row.told_at)}
    if row.total is None:
        return _("còn %(remain)s (%(at)s)") % said
    return _("còn %(remain)s trên %(total)s (%(at)s)") % (said | {"total": thousands(row.total)})


def _sent(channel: Channel, at: datetime) -> list[dict[str, Any]]:
    """Deliveries of seven days, one row for each way, by state."""
    rows = _deliveries(channel, at).values_list("way", "state").annotate(n=Count("pk"))
    counted: dict[str, Counter[str]] = {}
    for way, state, n in rows:
        counted.setdefault(way, Counter())[state] += n
    states = Delivery.State
    return [
        {
            "way": str(Way(way).label),
            "waiting": counts[states.WAITING] + counts[states.SENDING],
            "sent": counts[states.SENT], "received": counts[states.RECEIVED],
            "seen": counts[states.SEEN], "unknown": counts[states.UNKNOWN],
            "failed": counts[states.FAILED] + counts[states.PASSED],
        }
        for way, counts in sorted(counted.items(), key=lambda row: list(Way).index(Way(row[0])))
    ]  # fmt: skip


def _faults(channel: Channel, at: datetime) -> list[Fault]:
    """Why messages of seven days failed, are in doubt or wait, the most frequent first."""
    rows = (
        _deliveries(channel, at)
        .exclude(code="")
        .values_list("code")
        .annotate(n=Count("pk"), last=Max("created_at"))
    )
    return [
        Fault(words(code), n, clock.moment(last), what_to_do(code))
        for code, n, last in sorted(rows, key=lambda row: -row[1])
    ]


def _deliveries(channel: Channel, at: datetime) -> Any:
    return Delivery.objects.unscoped(why="how a channel fares").filter(
        channel=channel, created_at__gte=at - SPAN
    )


def _keeper(channel: Channel, acting: Acting) -> str:
    keepers = Keeper.objects.unscoped(why="how a channel fares").standing().filter(channel=channel)
    actor_id = keepers.values_list("actor_id", flat=True).first()
    return naming.names([actor_id], acting)[actor_id] if actor_id else ""


def _troubles(channel: Channel, acting: Acting) -> list[Trouble]:
    """What stands, then what is over, the newest first; who closed it by name."""
    rows = list(
        Incident.objects.unscoped(why="how a channel fares")
        .filter(channel=channel)
        .select_related("closed_in")
        .order_by("-opened_at", "-pk")[:MOST_PAST]
    )
    closers = naming.names({r.closed_in.actor_id for r in rows if r.closed_in}, acting)
    told = alarms_of([row.pk for row in rows])
    may_close = acting.may("channels.close_incident", channel.place_id)
    found = [
        Trouble(
            incident=row,
            todo=what_to_do(row.code),
            told=told.get(row.pk, ""),
            closed=_("%(who)s khép lúc %(at)s") % {
                "who": closers[row.closed_in.actor_id], "at": clock.moment(row.closed_at)
            } if row.closed_in and row.closed_at else "",
            may_close=may_close and row.closed_at is None,
        )
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda trouble: trouble.incident.closed_at is not None)


def alarms_of(incident_ids: list[int]) -> dict[int, str]:
    """For each incident: how far the word to its keeper got."""
    alarms = Alarm.objects.unscoped(why="how a channel fares").filter(
        incident__in=incident_ids, about=Alarm.About.BEGUN
    )
    by_message = dict(alarms.values_list("message_id", "incident_id"))
    last = (
        Delivery.objects.unscoped(why="how a channel fares")
        .filter(message__in=by_message)
        .order_by("message_id", "-pk")
        .distinct("message_id")
        .values_list("message_id", "state", "way", "code")
    )
    found = dict.fromkeys(by_message.values(), _("đang báo người giữ kênh"))
    for message_id, state, way, code in last:
        if state in {Delivery.State.FAILED, Delivery.State.PASSED}:
            said = _("chưa báo được người giữ kênh: %(why)s") % {"why": words(code)}
        else:
            said = _("báo người giữ kênh bằng %(way)s: %(state)s") % {
                "way": Way(way).label, "state": Delivery.State(state).label
            }  # fmt: skip
        found[by_message[message_id]] = said
    return found
