"""The webhook bodies of a chat, field by field, and their place in the queue."""

from typing import Any

from zalo_sim.clock import SECOND
from zalo_sim.nouns import Message, Person
from zalo_sim.simulator import Simulator
from zalo_sim.store import Change, dump

SHUFFLE_WINDOW = 1500  # with "Tin đến sai thứ tự" on, events of this span leave newest first
OFF = "webhook đã tắt"

Body = dict[str, Any]


def user_send(sim: Simulator, person: Person, message: Body) -> list[Change]:
    """A person wrote or sent something; a tapped query button is its payload as text."""
    event = f"user_send_{message.get('kind', 'text')}"
    return spoken(sim, event, person, told(message), [message["message_id"]], from_user=True)


def oa_send(sim: Simulator, person: Person, message: Body, admin_id: str = "") -> list[Change]:
    """The echo of what the Official Account sent, our own sends included.

    `admin_id` is there only when an officer typed it in OA Manager.
    ⚠ The echo of a request for details is not documented: `oa_send_list` is taken.
    """
    kind = message.get("kind", "text")
    event = f"oa_send_{ {'request_user_info': 'list', 'template': 'text'}.get(kind, kind) }"
    more = {"admin_id": admin_id} if admin_id else {}
    ids = [message["message_id"]]
    return spoken(sim, event, person, told(message), ids, from_user=False, sender=more)


def told(message: Body) -> Body:
    """A message as an event tells it: text or caption, attachments, id, what it quotes."""
    said: Body = {}
    if message["text"] or not message.get("attachments"):
        said["text"] = message["text"]
    said["msg_id"] = message["message_id"]
    if message.get("attachments"):
        said["attachments"] = message["attachments"]
    if message.get("quote"):
        said["quote_msg_id"] = message["quote"]
    if message.get("conversation_id"):
        said["conversation_id"] = message["conversation_id"]
    return said


def anonymous(sim: Simulator, message: Body) -> list[Change]:
    """Somebody who is not logged in to Zalo, and what was answered to them."""
    from_user = message["from_user"]
    event = (
        f"{'anonymous_send' if from_user else 'oa_send_anonymous'}_{message.get('kind', 'text')}"
    )
    them, oa = {"id": message["user_id"]}, {"id": sim.config.oa_id}
    body = {
        "app_id": sim.config.app_id,
        "sender": them if from_user else oa,
        "recipient": oa if from_user else them,
        "event_name": event,
        "message": told(message),
    }
    return queued(sim, event, body, message["user_id"], msg_ids=[message["message_id"]])


def user_received_message(sim: Simulator, person: Person, message_id: str) -> list[Change]:
    said = {"msg_id": message_id}
    event, delay = "user_received_message", sim.world.limits["received_seconds"] * SECOND
    return spoken(sim, event, person, said, [message_id], from_user=False, delay=delay)


def user_seen_message(sim: Simulator, person: Person, messages: list[Message]) -> list[Change]:
    ids = [message.message_id for message in messages]
    return spoken(sim, "user_seen_message", person, {"msg_ids": ids}, ids, from_user=False)


def reacted(
    sim: Simulator, person: Person, message_id: str, icon: str, *, from_user: bool
) -> list[Change]:
    event = "user_reacted_message" if from_user else "oa_reacted_message"
    said = {"msg_id": message_id, "react_icon": icon}
    return spoken(sim, event, person, said, [message_id], from_user=from_user)


def follow(sim: Simulator, person: Person, source: str = "oa_profile") -> list[Change]:
    return _following(sim, "follow", person, source)


def unfollow(sim: Simulator, person: Person) -> list[Change]:
    return _following(sim, "unfollow", person, "oa_profile")


def spoken(
    sim: Simulator,
    event: str,
    person: Person,
    message: Body,
    msg_ids: list[str],
    *,
    from_user: bool,
    sender: Body | None = None,
    delay: int = 0,
) -> list[Change]:
    """Receipts count as the Official Account's: sender is the OA, recipient the person."""
    user, oa = {"id": person.user_id}, {"id": sim.config.oa_id}
    body = {
        "app_id": sim.config.app_id,
        "sender": {**(user if from_user else oa), **(sender or {})},
        "recipient": oa if from_user else user,
        "user_id_by_app": person.user_id_by_app,
        "event_name": event,
        "message": message,
    }
    return queued(sim, event, body, person.user_id, msg_ids=msg_ids, delay=delay)


def _following(sim: Simulator, event: str, person: Person, source: str) -> list[Change]:
    body = {
        "oa_id": sim.config.oa_id,
        "follower": {"id": person.user_id},
        "user_id_by_app": person.user_id_by_app,
        "event_name": event,
        "source": source,
        "app_id": sim.config.app_id,
    }
    return queued(sim, event, body, person.user_id)


def queued(
    sim: Simulator,
    event: str,
    body: Body,
    user_id: str,
    *,
    msg_ids: list[str] | None = None,
    lane: str = "",
    server: str = "",
    delay: int = 0,
) -> list[Change]:
    """The event with its timestamp, in the queue; twice when webhooks are doubled.

    `lane` keeps the order and is the person when not given; `delay` in milliseconds moves the
    event itself into the future, lateness only its delivery.
    """
    world = sim.world
    now, stamp = sim.clock.now(), sim.clock.stamp() + delay
    lag = SHUFFLE_WINDOW if world.toggles["reorder"] else 0
    if world.toggles["late"]:
        lag += world.limits["late_seconds"] * SECOND
    delivery = {
        "k": "queue",
        "event": event,
        "user_id": user_id,
        "msg_ids": msg_ids or [],
        "timestamp": str(stamp),
        "body": dump({**body, "timestamp": str(stamp)}),
        "due": now + delay + lag,
        "at": stamp,
    }
    if lane:
        delivery["lane"] = lane
    if server:
        delivery["server"] = server
    if not world.webhook_on:
        delivery |= {"state": "lost", "result": OFF}
    copies = 2 if world.toggles["double"] else 1
    return [{**delivery, "number": sim.next_delivery()} for _ in range(copies)]
