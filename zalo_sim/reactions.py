"""POST /v2.0/oa/message: reactions, answers to anonymous visitors, and what has been shut down."""

from typing import Any

from zalo_sim import contents, events
from zalo_sim.errors import ZaloError
from zalo_sim.nouns import Message, Person
from zalo_sim.simulator import Simulator

# ⚠ The spelling of the icons is recalled.
ICONS = {
    ":>": "😄",
    "--b": "😢",
    ":-((": "😭",
    "/-strong": "👍",
    "/-heart": "❤️",
    ":-h": "😡",
    ":o": "😮",
}
REMOVE = "/-remove"


def v2(sim: Simulator, body: dict[str, Any]) -> dict[str, Any]:
    """Reactions and anonymous visitors live on in version 2; text to a person does not (-240)."""
    recipient = body.get("recipient")
    if not isinstance(recipient, dict):
        raise ZaloError(-201, field="recipient")
    if "sender_action" in body:
        return _react(sim, sim.person(recipient.get("user_id")), body["sender_action"])
    if "anonymous_id" in recipient:
        return _answer_anonymous(sim, recipient, body.get("message"))
    raise ZaloError(-240 if "text" in (body.get("message") or {}) else -233)


def _react(sim: Simulator, person: Person, action: Any) -> dict[str, Any]:
    if not isinstance(action, dict):
        raise ZaloError(-201, field="sender_action")
    icon, message_id = action.get("react_icon"), action.get("react_message_id")
    if icon not in ICONS and icon != REMOVE:
        raise ZaloError(-201, field="react_icon")
    message = sim.world.messages.get(message_id) if isinstance(message_id, str) else None
    if message is None or message.user_id != person.user_id:
        raise ZaloError(-201, field="react_message_id")
    if person.blocked:
        raise ZaloError(-244)
    put(sim, person, message, icon, from_user=False)
    return {"message_id": message.message_id, "user_id": person.user_id}


def put(sim: Simulator, person: Person, message: Message, icon: str, *, from_user: bool) -> None:
    """One reaction each; the icon that removes takes it back. Reacting is free."""
    who = person.user_id if from_user else sim.config.oa_id
    kept = "" if icon == REMOVE else icon
    sim.commit(
        {"k": "reaction", "message_id": message.message_id, "who": who, "icon": kept},
        *events.reacted(sim, person, message.message_id, icon, from_user=from_user),
    )


def _answer_anonymous(sim: Simulator, recipient: dict[str, Any], message: Any) -> dict[str, Any]:
    """Somebody who wrote from a web page without logging in: only in the conversation begun."""
    thread = sim.thread(str(recipient["anonymous_id"]))
    if not thread or sim.world.people.get(str(recipient["anonymous_id"])):
        raise ZaloError(-201, field="anonymous_id")
    if recipient.get("conversation_id") != thread[0].conversation_id:
        raise ZaloError(-201, field="conversation_id")
    kept = {
        "message_id": sim.new_message_id(),
        "user_id": thread[0].user_id,
        "from_user": False,
        "at": sim.clock.now(),
        "conversation_id": thread[0].conversation_id,
        **contents.read(sim, message),
    }
    sim.commit({"k": "message", **kept}, *events.anonymous(sim, kept))
    return {"message_id": kept["message_id"], "conversation_id": kept["conversation_id"]}
