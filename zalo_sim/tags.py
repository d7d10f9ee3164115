"""Tags of people: /v2.0/oa/tag/…"""

from typing import Any

from zalo_sim import events_of_groups
from zalo_sim.errors import ZaloError
from zalo_sim.simulator import Simulator

LONGEST = 100


def put(sim: Simulator, asked: dict[str, Any]) -> dict[str, Any]:
    """POST tagfollower; a tag that is not there yet is made."""
    person, name = sim.person(asked.get("user_id")), _name(asked)
    carriers = sim.world.tags.get(name, [])
    if person.user_id not in carriers:
        event = events_of_groups.tagged(sim, "add_user_to_tag", name, [person.user_id])
        sim.commit({"k": "tag", "name": name, "user_ids": [*carriers, person.user_id]}, *event)
    return {}


def take(sim: Simulator, asked: dict[str, Any]) -> dict[str, Any]:
    """POST rmfollowerfromtag."""
    person, name = sim.person(asked.get("user_id")), _name(asked)
    carriers = sim.world.tags.get(name, [])
    if person.user_id not in carriers:
        raise ZaloError(-201, field="tag_name")
    left = [user_id for user_id in carriers if user_id != person.user_id]
    event = events_of_groups.tagged(sim, "remove_user_from_tag", name, [person.user_id])
    sim.commit({"k": "tag", "name": name, "user_ids": left}, *event)
    return {}


def remove(sim: Simulator, asked: dict[str, Any]) -> dict[str, Any]:
    """POST rmtag."""
    name = _name(asked)
    if name not in sim.world.tags:
        raise ZaloError(-201, field="tag_name")
    event = events_of_groups.tagged(sim, "remove_tag", name, sim.world.tags[name])
    sim.commit({"k": "tag", "name": name, "user_ids": None}, *event)
    return {}


def listed(sim: Simulator, asked: dict[str, Any]) -> list[str]:
    """GET gettagsofoa."""
    return list(sim.world.tags)


def of(sim: Simulator, user_id: str) -> list[str]:
    return [name for name, carriers in sim.world.tags.items() if user_id in carriers]


def _name(asked: dict[str, Any]) -> str:
    name = asked.get("tag_name")
    if not isinstance(name, str) or not name.strip() or len(name) > LONGEST:
        raise ZaloError(-201, field="tag_name")
    return name
