"""Deliveries of which nobody knows whether they arrived: found out, or left in sight.

Zalo's echo of our own message settles a doubt, or the conversation as Zalo shows it; that a
conversation does not show a message yet proves nothing. An SMS is handed to eSMS again under its
own reference, which it takes once: of both requests there is one SMS at most. Nothing else ever
leaves a second time, so what nobody can find out stays unknown until somebody telephones.
"""

import unicodedata
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.db.models.functions import Coalesce

from chungtay.carriers import quiet
from chungtay.carriers.esms.client import Esms
from chungtay.carriers.outcome import Class
from chungtay.carriers.zalo.client import Zalo, said_by_us
from chungtay.channels import letters, settling
from chungtay.channels.models import Channel, Delivery, Template, Way
from chungtay.channels.resolving import take
from chungtay.channels.willing import known
from chungtay.channels.wording import text_of

State = Delivery.State
SKEW = timedelta(minutes=5)
LOOK_UNTIL = timedelta(hours=3)
AT_ONCE = 2
ASKABLE = Q(way__in=[Way.ZALO_CS, Way.ZALO_UID]) | Q(way=Way.SMS) & (
    Q(code__in=["lease", "esms_timeout", "esms_cut_off", "esms_no_id"])
    | Q(code__startswith="esms_http_5")
)
"""Doubts that somebody can be asked about. A 124 that nobody asked for again is none of them, nor
is what waited before a restore: there the reference may be another message's."""


def lapse(at: datetime) -> int:
    """Rows whose lease ran out: the worker died with them in its hands."""
    lapsed = _every().lapsed(at)
    return int(lapsed.update(state=State.UNKNOWN, code="lease", lease_until=None, not_before=at))


def restored(at: datetime) -> int:
    """After a restore: all that waits may have left after the moment the data is of, so none of it
    is sent by itself. How many."""
    while take(at):
        pass
    waiting = _every().filter(state__in=[State.WAITING, State.SENDING])
    doubtful: int = waiting.update(
        state=State.UNKNOWN, code="restored", lease_until=None, not_before=at,
        sending_at=Coalesce("sending_at", "created_at"),
    )  # fmt: skip
    return doubtful


def shows(row: Delivery, text: str) -> bool:
    """Whether this text, which our account said, is this message as it left. A template's holds our
    own words and all else it was filled with: name and place alone stand in many a letter."""
    assert row.channel is not None
    if row.way != Way.ZALO_UID:
        return text_of(row.message, plain=row.plain or not row.channel.buttons) == text
    template = with_our_words(row)
    if template is None or row.sending_at is None:
        return False
    filled = letters.fields_of(row, template, row.sending_at, frozenset({Template.Value.LINK}))
    return all(_flat(value) in _flat(text) for value in filled.values())


def with_our_words(row: Delivery) -> Template | None:
    """The template of this row if it holds the words of its message, by which it can be known."""
    template = letters.template_of(row, letters.usable([row.channel_id or 0]))
    return template if template and Template.Value.TEXT in template.fields.values() else None


def _flat(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def settle_as_sent(row: Delivery, msg_id: str, at: datetime) -> bool:
    try:
        with transaction.atomic():
            return settling.change(
                row, state=State.SENT, external_id=msg_id, sent_at=at, code="",
                lease_until=None, not_before=None,
            )  # fmt: skip
    except IntegrityError:
        return False


def look_up(zalo: Zalo, esms: Esms, at: datetime) -> int:
    """Ask the carriers about a few doubtful messages; each more rarely than before. A carrier that
    does not answer is not asked for more just now."""
    channels = {
        channel.pk: channel
        for channel in Channel.objects.unscoped(
            why="the sender finds out what became of what it sent"
        ).speaking()
    }
    due = doubtful().filter(
        ASKABLE, state=State.UNKNOWN, not_before__lte=at, channel_id__in=list(channels)
    )
    rows, mute = list(due.order_by("not_before")[:AT_ONCE]), set()
    for row in rows:
        if row.channel_id in mute:
            continue
        assert row.sending_at is not None
        age = at - row.sending_at
        again = at + max(3 * age, SKEW / 30) if age < LOOK_UNTIL else None
        # Only a row still in doubt: an echo may have settled it a moment ago.
        _every().filter(pk=row.pk, state=State.UNKNOWN).update(not_before=again)
        row.channel = channels[row.channel_id or 0]
        account = letters.account_of(row.channel, zalo, at)
        told = (
            _hand_in_again(row, esms, account, at)
            if row.way == Way.SMS
            else _look_up_one(row, zalo, account)
        )
        if not told:
            mute.add(row.channel_id)
    return len(rows)


def doubtful() -> Any:
    rows = _every().in_doubt().crossing("contact", why="the address tells whose echo it is")
    return rows.select_related("message__entry__place", "contact")


def _hand_in_again(row: Delivery, esms: Esms, account: Any, at: datetime) -> bool:
    """Whether eSMS told what became of it. The first request may never have come, so this one is
    made only if the SMS may still leave."""
    assert row.contact is not None
    late = row.rank == Delivery.Rank.BULK and quiet.is_quiet(at)
    if late or row.contact.ended_in_id or known([row.message]).why_not(row.message, at):
        return True
    with transaction.atomic():
        letter = letters.letter_of(row, {}, at, again=True)
    outcome = esms.again(account, letter)
    if outcome.kind is Class.SENT:
        settle_as_sent(row, outcome.message_id, at)
    return outcome.kind is Class.SENT


def _look_up_one(row: Delivery, zalo: Zalo, account: Any) -> bool:
    """Whether Zalo showed the conversation."""
    said = zalo.conversation(account, row.to)
    if said is None:
        return False
    assert row.sending_at is not None and row.channel is not None
    shown = [(msg_id, when) for msg_id, text, when in said_by_us(said) if shows(row, text)]
    for msg_id, when in reversed(shown):
        if when >= row.sending_at - SKEW and not _known(row.channel, msg_id):
            settle_as_sent(row, msg_id, when)
            break
    return True


def _known(channel: Channel, msg_id: str) -> bool:
    return bool(_every().filter(channel=channel, external_id=msg_id).exists())


def _every() -> Any:
    return Delivery.objects.unscoped(why="the sender finds out what became of what it sent")
