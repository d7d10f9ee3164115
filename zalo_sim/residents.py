"""What a resident does with the phone: writes, taps, reads, follows."""

from typing import Any

from zalo_sim import events
from zalo_sim.errors import MisuseError
from zalo_sim.nouns import Button, Message, Person
from zalo_sim.simulator import Simulator
from zalo_sim.store import Change

LONGEST = 2000


def say(sim: Simulator, user_id: object, text: object) -> str:
    """The person writes; returns the message id. Writing counts as an interaction."""
    if not isinstance(text, str) or not text.strip():
        raise MisuseError("Tin nhắn đang trống.")
    if len(text) > LONGEST:
        raise MisuseError(f"Tin nhắn dài quá {LONGEST} chữ.")
    with sim.lock:
        return _speak(sim, sim.someone(user_id), text.strip())


def tap(
    sim: Simulator,
    user_id: object,
    *,
    number: int | None = None,
    title: str | None = None,
    message_id: str | None = None,
) -> dict[str, Any]:
    """Tap a button, by its place (from 1) or title, of the last message that has any."""
    with sim.lock:
        person = sim.someone(user_id)
        message = _with_buttons(sim, person, message_id)
        button = _chosen(message, number, title)
        payload = button["payload"]
        match button["type"]:
            case "oa.query.show" | "oa.query.hide":
                shown = button["type"] == "oa.query.show"
                spoken = _speak(sim, person, payload, label=button["title"], shown=shown)
                return {"message_id": spoken}
            case "oa.open.url":
                return {"url": payload["url"]}
            case _:
                sim.commit(_interaction(sim, person))
                return {"phone": payload["phone_code"]}


def see(sim: Simulator, user_id: object) -> list[str]:
    """The person looks at the chat; returns the ids that had not been seen before."""
    with sim.lock:
        person = sim.someone(user_id)
        changes, ids = _seeing(sim, person)
        if changes:
            sim.commit(*changes)
        return ids


def follow(sim: Simulator, user_id: object, follows: bool) -> None:
    """Follow or unfollow; nothing happens when it is so already. Following is an interaction."""
    with sim.lock:
        person = sim.someone(user_id)
        if person.follows == follows:
            return
        change = {"k": "follow", "user_id": person.user_id, "follows": follows}
        if follows:
            sim.commit(change, _interaction(sim, person), *events.follow(sim, person))
        else:
            sim.commit(change, *events.unfollow(sim, person))


def _speak(
    sim: Simulator, person: Person, text: str, *, label: str = "", shown: bool = True
) -> str:
    seeing, _ = _seeing(sim, person)
    message = {
        "message_id": sim.new_message_id(),
        "user_id": person.user_id,
        "from_user": True,
        "text": text,
        "at": sim.clock.now(),
        "label": label,
        "shown": shown,
    }
    sim.commit(
        *seeing,
        {"k": "message", **message},
        _interaction(sim, person),
        *events.user_send_text(sim, person, message),
    )
    return str(message["message_id"])


def _seeing(sim: Simulator, person: Person) -> tuple[list[Change], list[str]]:
    unseen = [m for m in sim.thread(person.user_id) if not m.from_user and m.seen_at is None]
    if not unseen:
        return [], []
    ids = [message.message_id for message in unseen]
    seen = {"k": "seen", "message_ids": ids, "at": sim.clock.now()}
    return [seen, *events.user_seen_message(sim, person, unseen)], ids


def _interaction(sim: Simulator, person: Person) -> Change:
    return {"k": "interaction", "user_id": person.user_id, "at": sim.clock.now()}


def _with_buttons(sim: Simulator, person: Person, message_id: str | None) -> Message:
    for message in reversed(sim.thread(person.user_id)):
        if message.buttons and message_id in (None, message.message_id):
            return message
    raise MisuseError("Không có tin nào có nút để bấm.")


def _chosen(message: Message, number: int | None, title: str | None) -> Button:
    for place, button in enumerate(message.buttons, start=1):
        if place == number or (title is not None and button["title"] == title):
            return button
    raise MisuseError("Tin ấy không có nút này.")
