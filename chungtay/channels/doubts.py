"""Deliveries of which nobody knows whether they arrived: found out, or left in sight.

Two things settle a doubt: Zalo's echo of our own message, and the conversation as Zalo shows it.
Neither sends anything, and no doubt ends in another attempt: that a conversation does not show a
message yet proves nothing, so even after a server error it stays unknown until somebody telephones.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models.functions import Coalesce

from chungtay.carriers.zalo.client import Account, Zalo
from chungtay.channels import settling, tokens
from chungtay.channels.models import Channel, Delivery
from chungtay.channels.resolving import take
from chungtay.channels.wording import text_of

State = Delivery.State
SKEW = timedelta(minutes=5)
LOOK_UNTIL = timedelta(hours=3)
AT_ONCE = 20


def lapse(at: datetime) -> int:
    """Rows whose lease ran out: the worker died with them in its hands."""
    lapsed = Delivery.objects.unscoped(
        why="the sender finds out what became of what it sent"
    ).lapsed(at)
    cut_off: int = lapsed.update(state=State.UNKNOWN, code="lease", lease_until=None, not_before=at)
    return cut_off


def restored(at: datetime) -> int:
    """After a restore: all that waits may have left after the moment the data is of, so none of it
    is sent by itself. How many."""
    while take(at):
        pass
    waiting = Delivery.objects.unscoped(
        why="nobody knows what left after the restored moment"
    ).filter(state__in=[State.WAITING, State.SENDING])
    doubtful: int = waiting.update(
        state=State.UNKNOWN, code="restored", lease_until=None, not_before=at,
        sending_at=Coalesce("sending_at", "created_at"),
    )  # fmt: skip
    return doubtful


def sent_text(row: Delivery) -> str:
    """The text as it left; `row.message` and `row.channel` are loaded."""
    assert row.channel is not None
    return text_of(row.message, plain=row.plain or not row.channel.buttons)


def echoed(channel: Channel, address: str, text: str, msg_id: str, at: datetime) -> bool:
    """Zalo shows a message of ours: if a doubtful one has these words, it is that one.

    `at` is Zalo's time of it. Two alike to the same person: the older is taken first.
    """
    doubtful = _doubtful(channel).filter(contact__value=address, sending_at__lte=at + SKEW)
    for row in doubtful.order_by("sending_at"):
        row.channel = channel
        if sent_text(row) == text:
            return settle_as_sent(row, msg_id, at)
    return False


def settle_as_sent(row: Delivery, msg_id: str, at: datetime) -> bool:
    try:
        with transaction.atomic():
            return settling.change(
                row, state=State.SENT, external_id=msg_id, sent_at=at, code="",
                lease_until=None, not_before=None,
            )  # fmt: skip
    except IntegrityError:
        return False


def look_up(zalo: Zalo, at: datetime) -> int:
    """Ask Zalo for the conversations of a few doubtful messages; each more rarely than before."""
    channels = {
        channel.pk: channel
        for channel in Channel.objects.unscoped(
            why="the sender finds out what became of what it sent"
        ).speaking()
    }
    due = _doubtful(None).filter(
        state=State.UNKNOWN, not_before__lte=at, channel_id__in=list(channels)
    )
    rows = list(due.order_by("not_before")[:AT_ONCE])
    for row in rows:
        assert row.sending_at is not None
        age = at - row.sending_at
        again = at + max(3 * age, SKEW / 30) if age < LOOK_UNTIL else None
        # Only a row still in doubt: an echo may have settled it a moment ago.
        Delivery.objects.unscoped(why="the sender finds out what became of what it sent").filter(
            pk=row.pk, state=State.UNKNOWN
        ).update(not_before=again)
        row.channel = channels[row.channel_id or 0]
        _look_up_one(row, row.channel, zalo, at)
    return len(rows)


def _doubtful(channel: Channel | None) -> Any:
    doubtful = Delivery.objects.unscoped(
        why="the sender finds out what became of what it sent"
    ).in_doubt()
    if channel is not None:
        doubtful = doubtful.filter(channel=channel)
    return doubtful.crossing("contact", why="the address tells whose echo it is").select_related(
        "message", "contact"
    )


def _look_up_one(row: Delivery, channel: Channel, zalo: Zalo, at: datetime) -> None:
    assert row.contact is not None
    account = Account(channel.api_base, tokens.access_token(channel, zalo, at))
    said = zalo.conversation(account, row.contact.value.partition("/")[2])
    if said is None:
        return
    shown = [(msg_id, when) for msg_id, text, when in _ours(said) if text == sent_text(row)]
    assert row.sending_at is not None
    for msg_id, when in reversed(shown):
        if when >= row.sending_at - SKEW and not _known(channel, msg_id):
            settle_as_sent(row, msg_id, when)
            return


def _known(channel: Channel, msg_id: str) -> bool:
    taken = Delivery.objects.unscoped(
        why="the sender finds out what became of what it sent"
    ).filter(channel=channel, external_id=msg_id)
    return bool(taken.exists())


def _ours(said: Iterable[dict[str, Any]]) -> Iterable[tuple[str, str, datetime]]:
    """Message id, text and time of what the account said (`src` 0), whatever else is in there."""
    for item in said:
        msg_id, text, ms = item.get("message_id"), item.get("message"), item.get("time")
        if item.get("src") != 0 or not isinstance(msg_id, str) or not isinstance(text, str):
            continue
        if isinstance(ms, int | str) and str(ms).isdigit() and len(str(ms)) <= 14:
            yield msg_id, text, datetime.fromtimestamp(int(ms) / 1000, UTC)
