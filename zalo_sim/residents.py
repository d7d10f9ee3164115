"""What a resident does with the phone: writes, sends, taps, reads, reacts, follows."""

from typing import Any

from zalo_sim import events, group_talk, reactions
from zalo_sim.errors import MisuseError
from zalo_sim.nouns import Button, Message, Person
from zalo_sim.sendings import attached
from zalo_sim.simulator import Simulator
from zalo_sim.store import Change

LONGEST = 2000


def say(
    sim: Simulator,
    user_id: object,
    text: object,
    *,
    attachments: object = None,
    group_id: object = None,
    quote: str = "",
) -> str:
    """The person writes or sends something, to the account or in a group; returns the id."""
    words = _words(text, attachments)
    with sim.lock:
        person = sim.someone(user_id)
        kind, told, kept = attached(sim, person.user_id, attachments)
        said: dict[str, Any] = {"text": words}
        if told:
            said |= {"kind": kind, "attachments": told}
        if quote:
            said["quote"] = quote
        if kept:
            sim.commit(*kept)
        if group_id:
            group = sim.group(group_id)
            if person.user_id not in group.members:
                raise MisuseError(f"{person.name} không ở trong nhóm này.")
            return group_talk.speak(sim, group, person.user_id, said)
        return _speak(sim, person, said)


def say_anonymously(
    sim: Simulator, anonymous_id: object, conversation_id: object, text: object, attachments: object
) -> str:
    """Somebody who is not logged in writes from a web page."""
    words, who = _words(text, attachments), str(anonymous_id)
    with sim.lock:
        if who in sim.world.people:
            raise MisuseError(f"{who} là người đã có tên.")
        kind, told, kept = attached(sim, who, attachments)
        thread = sim.thread(who)
        talk = thread[0].conversation_id if thread else str(conversation_id or f"c{who}")
        message: dict[str, Any] = {
            "message_id": sim.new_message_id(),
            "user_id": who,
            "from_user": True,
            "text": words,
            "at": sim.clock.now(),
            "conversation_id": talk,
        }
        if told:
            message |= {"kind": kind, "attachments": told}
        sim.commit(*kept, {"k": "message", **message}, *events.anonymous(sim, message))
        return str(message["message_id"])


def react(sim: Simulator, user_id: object, message_id: object, icon: object) -> None:
    """A small picture on a message of the account, the last one when none is named."""
    if icon not in reactions.ICONS and icon != reactions.REMOVE:
        raise MisuseError(f"Không có cảm xúc “{icon}”.")
    with sim.lock:
        person = sim.someone(user_id)
        theirs = [m for m in sim.thread(person.user_id) if not m.from_user and not m.phone]
        wanted = [m for m in theirs if message_id in (None, m.message_id)]
        if not wanted:
            raise MisuseError("Không có tin nào của trang để thả cảm xúc.")
        reactions.put(sim, person, wanted[-1], str(icon), from_user=True)


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
                said = {"text": payload, "label": button["title"], "shown": shown}
                return {"message_id": _speak(sim, person, said)}
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


def _words(text: object, attachments: object) -> str:
    words = text.strip() if isinstance(text, str) else ""
    if not words and not attachments:
        raise MisuseError("Tin nhắn đang trống.")
    if len(words) > LONGEST:
        raise MisuseError(f"Tin nhắn dài quá {LONGEST} chữ.")
    return words


def _speak(sim: Simulator, person: Person, said: dict[str, Any]) -> str:
    """To the account; it counts as an interaction, and whoever answers has seen."""
    seeing, _ = _seeing(sim, person)
    message = {
        "message_id": sim.new_message_id(),
        "user_id": person.user_id,
        "from_user": True,
        "at": sim.clock.now(),
        **said,
    }
    sim.commit(
        *seeing,
        {"k": "message", **message},
        _interaction(sim, person),
        *events.user_send(sim, person, message),
    )
    return str(message["message_id"])


def _seeing(sim: Simulator, person: Person) -> tuple[list[Change], list[str]]:
    unseen = [m for m in sim.thread(person.user_id) if not m.from_user and m.seen_at is None]
    if not unseen:
        return [], []
    ids = [message.message_id for message in unseen]
    seen = {"k": "seen", "message_ids": ids, "at": sim.clock.now()}
    told = [message for message in unseen if not message.phone]  # of those no event tells
    if not told:
        return [seen], []
    events_of_it = events.user_seen_message(sim, person, told)
    return [seen, *events_of_it], [message.message_id for message in told]


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
