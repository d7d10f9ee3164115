"""The webhook bodies, field by field, and their place in the queue."""

import json
from typing import Any

from zalo_sim.nouns import Message, Person
from zalo_sim.simulator import Simulator
from zalo_sim.store import Change

SHUFFLE_WINDOW = 1500  # with "Tin đến sai thứ tự" on, events of this span leave newest first


def user_send_text(sim: Simulator, person: Person, message: dict[str, Any]) -> list[Change]:
    """A person wrote, or tapped a query button: then the text is the button's payload."""
    said = {"text": message["text"], "msg_id": message["message_id"]}
    if message.get("quote"):
        said["quote_msg_id"] = message["quote"]
    return _spoken(sim, "user_send_text", person, said, [message["message_id"]], from_user=True)


def oa_send_text(sim: Simulator, person: Person, message: dict[str, Any]) -> list[Change]:
    """The echo of what the Official Account sent, our own sends included."""
    said = {"text": message["text"], "msg_id": message["message_id"]}
    if message.get("quote"):
        said["quote_msg_id"] = message["quote"]
    return _spoken(sim, "oa_send_text", person, said, [message["message_id"]], from_user=False)


def user_received_message(sim: Simulator, person: Person, message_id: str) -> list[Change]:
    said = {"msg_id": message_id}
    return _spoken(sim, "user_received_message", person, said, [message_id], from_user=False)


def user_seen_message(sim: Simulator, person: Person, messages: list[Message]) -> list[Change]:
    ids = [message.message_id for message in messages]
    return _spoken(sim, "user_seen_message", person, {"msg_ids": ids}, ids, from_user=False)


def follow(sim: Simulator, person: Person) -> list[Change]:
    return _following(sim, "follow", person)


def unfollow(sim: Simulator, person: Person) -> list[Change]:
    return _following(sim, "unfollow", person)


def _spoken(
    sim: Simulator,
    event: str,
    person: Person,
    message: dict[str, Any],
    msg_ids: list[str],
    *,
    from_user: bool,
) -> list[Change]:
    """Receipts count as the Official Account's: sender is the OA, recipient the person."""
    user, oa = {"id": person.user_id}, {"id": sim.config.oa_id}
    body = {
        "app_id": sim.config.app_id,
        "sender": user if from_user else oa,
        "recipient": oa if from_user else user,
        "user_id_by_app": person.user_id_by_app,
        "event_name": event,
        "message": message,
    }
    return _queued(sim, event, person, body, msg_ids)


def _following(sim: Simulator, event: str, person: Person) -> list[Change]:
    body = {
        "oa_id": sim.config.oa_id,
        "follower": {"id": person.user_id},
        "user_id_by_app": person.user_id_by_app,
        "event_name": event,
        "source": "oa_profile",
        "app_id": sim.config.app_id,
    }
    return _queued(sim, event, person, body, [])


def _queued(
    sim: Simulator, event: str, person: Person, body: dict[str, Any], msg_ids: list[str]
) -> list[Change]:
    stamp = sim.clock.stamp()
    world = sim.world
    text = json.dumps({**body, "timestamp": str(stamp)}, ensure_ascii=False, separators=(",", ":"))
    delivery = {
        "k": "queue",
        "event": event,
        "user_id": person.user_id,
        "msg_ids": msg_ids,
        "timestamp": str(stamp),
        "body": text,
        "due": sim.clock.now() + (SHUFFLE_WINDOW if world.toggles["reorder"] else 0),
        "at": stamp,
        "state": "waiting" if world.webhook_on else "lost",
        "result": "" if world.webhook_on else "webhook đã tắt",
    }
    copies = 2 if world.toggles["double"] else 1
    return [{**delivery, "number": sim.next_delivery()} for _ in range(copies)]
