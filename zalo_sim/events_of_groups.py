"""The webhook bodies of groups and tags."""

from typing import Any

from zalo_sim.events import Body, queued, told
from zalo_sim.nouns import Group
from zalo_sim.simulator import Simulator
from zalo_sim.store import Change

# ⚠ One source calls three of the events by other names; the toggle `other_names` takes them.
OTHER_NAMES = {
    "user_out_group": "user_leave_group",
    "accept_request_join_group": "react_request_join_group_accept",
    "reject_request_join_group": "react_request_join_group_reject",
}


def talked(sim: Simulator, group: Group, message: Body) -> list[Change]:
    """`user_send_group_*` and `oa_send_group_*`: the recipient is the group."""
    who = "user" if message["from_user"] else "oa"
    event = f"{who}_send_group_{message.get('kind', 'text')}"
    body: Body = {
        "app_id": sim.config.app_id,
        "oa_id": sim.config.oa_id,
        "sender": {"id": message["user_id"] or sim.config.oa_id},
        "recipient": {"id": group.group_id},
        "event_name": event,
        "message": told(message),
    }
    ids = [message["message_id"]]
    return queued(sim, event, body, message["user_id"], msg_ids=ids, lane=group.group_id)


def changed(sim: Simulator, event: str, group_id: str, user_ids: list[str]) -> list[Change]:
    """Something about the group itself; `users` are those it concerns, maybe nobody."""
    if sim.world.toggles["other_names"]:
        event = OTHER_NAMES.get(event, event)
    body = {
        "app_id": sim.config.app_id,
        "oa_id": sim.config.oa_id,
        "group_id": group_id,
        "event_name": event,
        "users": [{"id": user_id} for user_id in user_ids],
    }
    return queued(sim, event, body, user_ids[0] if len(user_ids) == 1 else "", lane=group_id)


def tagged(sim: Simulator, event: str, name: str, user_ids: list[str]) -> list[Change]:
    tag: dict[str, Any] = {"user_ids": user_ids, "name": name}
    body = {
        "app_id": sim.config.app_id,
        "oa_id": sim.config.oa_id,
        "event_name": event,
        "tag": tag,
    }
    return queued(sim, event, body, user_ids[0] if len(user_ids) == 1 else "", lane="tags")
