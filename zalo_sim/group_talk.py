"""What is said in groups: POST /v3.0/oa/group/message, and reading it back."""

import re
from typing import Any

from zalo_sim import contents, events_of_groups
from zalo_sim.errors import ZaloError
from zalo_sim.groups import check_enabled, found, page
from zalo_sim.nouns import Group, Message
from zalo_sim.simulator import Simulator
from zalo_sim.users import LONGEST_TALK, line

MENTION = re.compile(r"\[@([0-9a-f]+)\]")


def send(sim: Simulator, body: dict[str, Any]) -> dict[str, Any]:
    """Text, picture, file or sticker, no buttons, at any hour and in no window."""
    recipient = body.get("recipient")
    if not isinstance(recipient, dict) or set(recipient) != {"group_id"}:
        raise ZaloError(-201, field="recipient")
    group = found(sim, recipient)
    check_enabled(sim, group)
    said = contents.read(sim, body.get("message"), of_group=True)
    message_id = speak(sim, group, "", said)
    return {"message_id": message_id, "group_id": group.group_id}


def speak(sim: Simulator, group: Group, user_id: str, said: dict[str, Any]) -> str:
    """A message in the group, of a person or (no user id) of the account."""
    kept = {
        "message_id": sim.new_message_id(),
        "user_id": user_id,
        "from_user": bool(user_id),
        "at": sim.clock.now(),
        "group_id": group.group_id,
        **said,
    }
    sim.commit({"k": "message", **kept}, *events_of_groups.talked(sim, group, kept))
    return str(kept["message_id"])


def mentioned(sim: Simulator, group: Group, text: str) -> str:
    """`[@user_id]` as the name and `[@group_id]` as everyone, the way the phone shows it."""

    def name(found: re.Match[str]) -> str:
        if found[1] == group.group_id:
            return "@Tất cả"
        person = sim.world.people.get(found[1])
        return f"@{person.name}" if person else found[0]

    return MENTION.sub(name, text)


def conversation(sim: Simulator, asked: dict[str, Any]) -> list[dict[str, Any]]:
    group = found(sim, asked)
    offset, count = page(asked, LONGEST_TALK)
    newest_first = sim.thread(group.group_id)[::-1]
    return [_line(sim, group, said) for said in newest_first[offset : offset + count]]


def listrecentchat(sim: Simulator, asked: dict[str, Any]) -> list[dict[str, Any]]:
    """The last message of each group, newest first."""
    offset, count = page(asked, LONGEST_TALK)
    last = [
        (group, thread[-1])
        for group in sim.world.groups.values()
        if not group.deleted and (thread := sim.thread(group.group_id))
    ]
    last.sort(key=lambda pair: pair[1].at, reverse=True)
    return [_line(sim, group, said) for group, said in last[offset : offset + count]]


def _line(sim: Simulator, group: Group, said: Message) -> dict[str, Any]:
    oa = (sim.config.oa_id, sim.config.oa_name)
    person = sim.world.people.get(said.user_id)
    sender = (person.user_id, person.name) if person else oa
    return {**line(said, sender, (group.group_id, group.name)), "group_id": group.group_id}
