"""Who waits for an answer, as far as a reader may know of it: a fixed number of questions."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext as _

from chungtay.channels.models import Delivery
from chungtay.channels.willing import ALARM, REPLY
from chungtay.inbox.models import Alarm, Attachment, Conversation, Letter
from chungtay.inbox.unsent import Unsent, unsent
from chungtay.journal import naming
from chungtay.journal.models import Entry, Message
from chungtay.kit import clock
from chungtay.kit.acting import Acting

State = Delivery.State
LATE = timedelta(hours=2)
"""After so long the wait is shown as late, as the answer clock of the pictures has it."""
SHOWN = 160
"""Characters of the last words in the list."""


@dataclass(frozen=True, slots=True)
class Row:
    """One conversation in the list."""

    pk: int
    name: str
    meta: str
    words: str
    ours: bool
    since: str
    late: bool
    alarm: "Raised | None"
    unsent: list[Unsent]
    """Our answers that reached nobody."""


@dataclass(frozen=True, slots=True)
class Raised:
    """An alarm as pages show it; `taken` says who took it and when, "" while nobody has."""

    pk: int
    conversation: int
    text: str
    taken: str
    may_take: bool


def conversations(acting: Acting, *, waiting: bool) -> Any:
    """Within reach: those in which somebody waits, an answer of ours failed or an alarm stands,
    alarms first and then the longest wait; or all others, the latest first."""
    rows = Conversation.objects.visible_to(acting).select_related("place").told()
    if waiting:
        open_ = rows.exclude(waits=None, alarmed=False)
        return open_.order_by("-alarmed", F("waits").asc(nulls_last=True), "pk")
    return rows.filter(waits=None, alarmed=False).exclude(last=None).order_by("-last")


def rows(found: list[Any], acting: Acting, at: datetime) -> list[Row]:
    """These conversations (as `conversations` gives them) in words."""
    letters = Letter.objects.unscoped(why="the letters of conversations within reach")
    last = letters.select_related("message").in_bulk([row.last for row in found if row.last])
    alarms = raised([row.pk for row in found], acting)
    names = naming.names({row.actor_id for row in found if row.actor_id}, acting)
    pieces, failed = _pieces(list(last)), unsent([row.pk for row in found])
    return [
        _row(
            row, last.get(row.last), alarms.get(row.pk), names, pieces.get(row.last or 0, ""),
            failed.get(row.pk, []), at,
        )
        for row in found
    ]  # fmt: skip


def _row(
    row: Any, letter: Letter | None, alarm: Raised | None, names: dict[int, str], piece: str,
    failed: list[Unsent], at: datetime,
) -> Row:  # fmt: skip
    words = words_of(letter) if letter else ""
    return Row(
        pk=row.pk, name=named(row, names), meta=meta(row),
        words=(words or piece)[:SHOWN] + ("…" if len(words) > SHOWN else ""),
        ours=bool(letter and letter.kind in (Letter.Kind.OURS, Letter.Kind.ELSEWHERE)),
        since=waits(row.waits, at) if row.waits else "",
        late=bool(row.waits and at - row.waits > LATE), alarm=alarm, unsent=failed,
    )  # fmt: skip


def waits(since: datetime, at: datetime) -> str:
    """ "chờ 18 phút", "chờ 2 giờ 05", "chờ 3 ngày"."""
    minutes = max(0, int((at - since).total_seconds()) // 60)
    if minutes < 60:
        return _("chờ %(n)s\u00a0phút") % {"n": minutes}
    hours = minutes // 60
    if hours < 48:
        return _("chờ %(h)s\u00a0giờ\u00a0%(m)s") % {"h": hours, "m": f"{minutes % 60:02}"}
    return _("chờ %(n)s\u00a0ngày") % {"n": hours // 24}


def named(conversation: Conversation, names: dict[int, str]) -> str:
    """Who it is: as the register has them for this reader, as they call themselves, or nobody."""
    known = names.get(conversation.actor_id or 0, "")
    return known or conversation.name or _("Người chưa có trong sổ")


def meta(conversation: Conversation) -> str:
    """How it came and where it is read."""
    word = _("địa chỉ tự khai") if conversation.mailbox else _("số tự khai")
    claimed = [word] if conversation.claimed else []
    return " · ".join([conversation.get_source_display(), *claimed, conversation.place.full_name])


def words_of(letter: Letter) -> str:
    """What a letter says, in words; "" for one that is only a picture."""
    if letter.message is not None:
        return letter.message.text
    if letter.kind == Letter.Kind.WITHDRAWAL:
        return _("Xin rút dữ liệu khỏi Zalo")
    if letter.kind == Letter.Kind.GIVEN:
        return _("Gửi thông tin của mình: %(what)s") % {
            "what": ", ".join(str(value) for value in letter.given.values()) or _("đã xóa")
        }
    return letter.text


def _pieces(letters: list[int]) -> dict[int, str]:
    """For each letter, its attachments in words."""
    found: dict[int, list[str]] = {}
    sent = Attachment.objects.unscoped(why="the letters of conversations within reach")
    for letter_id, kind in (
        sent.filter(letter__in=letters).order_by("pk").values_list("letter", "kind")
    ):
        found.setdefault(letter_id, []).append(str(Attachment.Kind(kind).label))
    return {pk: _("Gửi %(what)s") % {"what": ", ".join(kinds)} for pk, kinds in found.items()}


def raised(conversation_ids: list[int], acting: Acting) -> dict[int, Raised]:
    """The last alarm of each of these conversations, one that nobody has taken before the rest."""
    alarms = Alarm.objects.unscoped(why="the alarms of conversations within reach").filter(
        conversation__in=conversation_ids
    )
    last = {alarm.conversation_id: alarm for alarm in sorted(alarms, key=_standing)}
    takers = dict(
        Entry.objects.filter(pk__in=[a.taken_in_id for a in last.values() if a.taken_in_id])
        .values_list("pk", "actor_id")
    )  # fmt: skip
    who = naming.names(set(takers.values()), acting)
    told = _told([alarm.raised_in_id for alarm in last.values()])
    became = _became([alarm.raised_in_id for alarm in last.values()])
    return {pk: _raised(alarm, takers, who, told, became, acting) for pk, alarm in last.items()}


def _became(entries: list[int]) -> dict[int, str]:
    """What became of the word to the writer: the state of the way that still stands, else of the
    last one."""
    rows = Delivery.objects.unscoped(why="whether whoever wrote was told whom to call").filter(
        message__entry__in=entries, message__purpose=REPLY
    )
    states = rows.order_by("pk").values_list("message__entry", "state")
    return dict(sorted(states, key=lambda row: row[1] not in (State.FAILED, State.PASSED)))


def _writer(state: str) -> str:
    return {
        "": _("Tin nguy cấp lúc %(when)s, chưa báo được người nhắn gọi %(number)s"),
        "sent": _("Tin nguy cấp lúc %(when)s, đã gửi lời chỉ gọi %(number)s, chưa rõ có ai đọc"),
        "received": _("Tin nguy cấp lúc %(when)s, người nhắn đã nhận lời chỉ gọi %(number)s"),
        "seen": _("Tin nguy cấp lúc %(when)s, người nhắn đã xem lời chỉ gọi %(number)s"),
        "failed": _("Tin nguy cấp lúc %(when)s, lời chỉ gọi %(number)s không tới người nhắn"),
        "unknown": _("Tin nguy cấp lúc %(when)s, không rõ lời chỉ gọi %(number)s tới chưa"),
    }.get(state) or _("Tin nguy cấp lúc %(when)s, lời chỉ gọi %(number)s chưa gửi đi")


def _told(entries: list[int]) -> set[int]:
    """Those in which an officer was told by a message that has not failed."""
    failed = Delivery.objects.unscoped(why="whether those on duty were told").filter(
        message=OuterRef("pk"), state=Delivery.State.FAILED
    )
    sent = Message.objects.filter(~Exists(failed), entry__in=entries, purpose=ALARM)
    return set(sent.values_list("entry", flat=True))


def standing_alarms(acting: Acting) -> list[Raised]:
    """What nobody within reach has taken yet, one of each conversation, the oldest first."""
    open_ = Alarm.objects.visible_to(acting).filter(taken_in=None).order_by("pk")
    ids = list(dict.fromkeys(open_.values_list("conversation", flat=True)))
    found = raised(ids, acting)
    return [found[pk] for pk in ids]


def _standing(alarm: Alarm) -> tuple[bool, int]:
    return alarm.taken_in_id is None, alarm.pk


def _raised(
    alarm: Alarm, takers: dict[int, int], who: dict[int, str], told: set[int],
    became: dict[int, str], acting: Acting,
) -> Raised:  # fmt: skip
    when = clock.time_of(alarm.raised_at)
    text = _writer(became.get(alarm.raised_in_id, "waiting") if alarm.answered else "")
    text %= {"when": when, "number": alarm.number}
    taken = ""
    if alarm.taken_at is None and alarm.raised_in_id not in told:
        text = _("%(alarm)s; chưa báo được ai qua tin nhắn") % {"alarm": text}
    if alarm.taken_at is not None:
        taken = _("%(who)s nhận lúc %(when)s") % {
            "who": who.get(takers.get(alarm.taken_in_id or 0, 0), ""),
            "when": clock.moment(alarm.taken_at),
        }
    return Raised(
        pk=alarm.pk, conversation=alarm.conversation_id, text=text, taken=taken,
        may_take=not taken and acting.may("inbox.take_alarm", alarm.place_id),
    )  # fmt: skip
