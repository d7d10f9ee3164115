"""What webhooks tell of a user's presence at an account: that they spoke, tapped, followed or left.

Source: zalo.md 1.4, “Interaction = follow, user message, accepted call, chat/call button, menu or
button with oa.query”. What the account does itself, and what a phone reports by itself (received,
seen), is none.
"""

from collections.abc import Iterable
from datetime import datetime

from chungtay.carriers.zalo.events import Event
from chungtay.channels import presences
from chungtay.channels.models import Channel
from chungtay.intake.models import Inbound

SPOKE = frozenset({"follow", "user_click_chatnow", "user_call_oa", "user_reply_consent",
                   "user_submit_info", "widget_interaction_accepted",
                   "user_reacted_message"})  # fmt: skip
"""Besides all of user_send_…"""
LEFT = frozenset({"unfollow", "user_withdraw"})


def told(inbound: Inbound, event: Event, at: datetime) -> presences.Seen | None:
    """What this event says of its user, None if nothing."""
    name = inbound.event
    if not inbound.user_id or name.startswith("user_send_group_"):
        return None
    when = min(inbound.happened_at, at)
    if name in LEFT:
        return presences.Seen(inbound.user_id, when, False)
    if name == "follow":
        return presences.Seen(inbound.user_id, when, True)
    if name in SPOKE or name.startswith("user_send_"):
        return presences.Seen(inbound.user_id, when)
    return None


def note(inbound: Inbound, event: Event, at: datetime) -> None:
    """Write it down, if it says something."""
    note_all([(inbound, event)], at)


def note_all(heard: Iterable[tuple[Inbound, Event]], at: datetime) -> None:
    """Write down what these say, in one statement for each account."""
    found: dict[Channel, list[presences.Seen]] = {}
    for inbound, event in heard:
        said = told(inbound, event, at)
        if said is not None:
            found.setdefault(inbound.channel, []).append(said)
    for channel in sorted(found, key=lambda one: one.pk):
        presences.seen_all(channel, found[channel])
