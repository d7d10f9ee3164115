"""Groups (GMF): making, reading and changing them, who is in and who waits to come in.

⚠ Those invited are in at once; `listpendinginvite` holds those who asked to join by the link of a
group whose admissions are approved.
"""

import secrets
from typing import Any

from zalo_sim import events_of_groups
from zalo_sim.assets import check_free, lapses, size, valid_through
from zalo_sim.clock import moment
from zalo_sim.errors import ZaloError
from zalo_sim.nouns import Group, Person
from zalo_sim.simulator import Simulator
from zalo_sim.users import AVATAR
from zalo_sim.windows import OPEN

MOST_MEMBERS = 99
LONGEST_NAME = 100
PACKAGES = ("premium", "advanced")

Asked = dict[str, Any]


def create(sim: Simulator, asked: Asked) -> Asked:
    """POST creategroupwithoa: 1 to 99 people, one of them an administrator of the account."""
    if sim.world.oa["package"] not in PACKAGES:
        raise ZaloError(-224)
    name = _words(asked, "group_name")
    people = _people(sim, asked)
    if not any(person.admin for person in people):
        raise ZaloError(-201, field="member_user_ids")
    for person in people:
        _check_invitable(sim, person)
    asset = check_free(sim, asked.get("asset_id"), -238)
    members = [person.user_id for person in people]
    if len(members) > size(asset):
        raise ZaloError(-210)
    group = make(sim, name, str(asked.get("group_description", "")), asset.asset_id, members)
    return {"group_id": group.group_id, "group_link": link(group)}


def make(sim: Simulator, name: str, description: str, asset_id: str, members: list[str]) -> Group:
    group_id = secrets.token_hex(10)
    admins = [user_id for user_id in members if sim.world.people[user_id].admin]
    fields = {
        "group_id": group_id,
        "name": name,
        "description": description,
        "asset_id": asset_id,
        "members": members,
        "admins": admins,
        "at": sim.clock.now(),
        "avatar": AVATAR,
    }
    event = events_of_groups.changed(sim, "create_group", group_id, members)
    sim.commit({"k": "group", **fields}, *event)
    return sim.world.groups[group_id]


def found(sim: Simulator, asked: Asked) -> Group:
    """The group, -201 when there is none, -403 when the account is not in it."""
    group = sim.world.groups.get(str(asked.get("group_id")))
    if group is None or group.deleted:
        raise ZaloError(-201, field="group_id")
    if not group.oa_in:
        raise ZaloError(-403)
    return group


def check_enabled(sim: Simulator, group: Group) -> None:
    """-237 when switched off, or 45 days after its asset has lapsed."""
    if (
        group.status != "enabled"
        or lapses(sim, sim.world.assets[group.asset_id]) <= sim.clock.now()
    ):
        raise ZaloError(-237)


def link(group: Group) -> str:
    return f"https://zalo.me/g/{group.group_id[:9]}"


def get(sim: Simulator, asked: Asked) -> Asked:
    """GET getgroup."""
    group = found(sim, asked)
    asset = sim.world.assets[group.asset_id]
    return {
        "group_info": _info(sim, group),
        "asset_info": {
            "asset_type": asset.product_type,
            "asset_id": asset.asset_id,
            "valid_through": f"{moment(valid_through(sim, asset)):%d/%m/%Y}",
            "auto_renew": asset.valid_through is None,
        },
        "group_setting": {
            "lock_send_msg": group.lock_send_msg,
            "join_appr": group.join_appr,
            "enable_msg_history": group.enable_msg_history,
            "enable_link_join": group.enable_link_join,
        },
    }


def _info(sim: Simulator, group: Group) -> Asked:
    asset = sim.world.assets[group.asset_id]
    lapsed = group.status != "enabled" or lapses(sim, asset) <= sim.clock.now()
    return {
        "group_id": group.group_id,
        "name": group.name,
        "avatar": group.avatar,
        "group_link": link(group),
        "group_description": group.description,
        "status": "disabled" if lapsed else "enabled",
        "total_member": len(group.members),
        "max_member": size(asset),
        "auto_delete_date": f"{moment(lapses(sim, asset)):%d/%m/%Y}",
    }


def listed(sim: Simulator, asked: Asked) -> Asked:
    """GET getgroupsofoa."""
    offset, count = page(asked)
    groups = [g for g in sim.world.groups.values() if g.oa_in and not g.deleted]
    rows = [_info(sim, group) for group in groups[offset : offset + count]]
    return {"groups": rows, "total": len(groups)}


def update_info(sim: Simulator, asked: Asked) -> Asked:
    """POST updateinfo: only the given fields change."""
    group = found(sim, asked)
    fields: Asked = {}
    if "group_name" in asked:
        fields["name"] = _words(asked, "group_name")
    if "group_description" in asked:
        fields["description"] = _words(asked, "group_description", 500)
    if "group_avatar" in asked:
        fields["avatar"] = _words(asked, "group_avatar", 500)
    for name in ("lock_send_msg", "join_appr", "enable_msg_history", "enable_link_join"):
        if name in asked:
            if not isinstance(asked[name], bool):
                raise ZaloError(-201, field=name)
            fields[name] = asked[name]
    event = events_of_groups.changed(sim, "update_group_info", group.group_id, [])
    sim.commit({"k": "group", "group_id": group.group_id, **fields}, *event)
    return get(sim, asked)


def update_asset(sim: Simulator, asked: Asked) -> Asked:
    group = found(sim, asked)
    asset = check_free(sim, asked.get("asset_id"), -241)
    sim.commit({"k": "group", "group_id": group.group_id, "asset_id": asset.asset_id})
    return get(sim, asked)


def delete(sim: Simulator, asked: Asked) -> Asked:
    group = found(sim, asked)
    event = events_of_groups.changed(sim, "delete_group", group.group_id, group.members)
    sim.commit({"k": "group", "group_id": group.group_id, "deleted": True}, *event)
    return {"group_id": group.group_id}


def people_of(sim: Simulator, asked: Asked, which: str) -> Asked:
    """GET listmember and listpendinginvite."""
    group = found(sim, asked)
    offset, count = page(asked)
    ids: list[str] = getattr(group, which)
    people = [sim.world.people[user_id] for user_id in ids[offset : offset + count]]
    rows = [{"user_id": p.user_id, "name": p.name, "avatar": AVATAR} for p in people]
    return {"members": rows, "total": len(ids)}


def change_members(sim: Simulator, asked: Asked, act: str) -> Asked:
    """POST invite, acceptpendinginvite, rejectpendinginvite, addadmins, removeadmins, …"""
    group = found(sim, asked)
    people = _people(sim, asked)
    ids = [person.user_id for person in people]
    members, pending, admins = list(group.members), list(group.pending), list(group.admins)
    match act:
        case "invite":
            for person in people:
                _check_invitable(sim, person)
            event, members = "user_join_group", members + [i for i in ids if i not in members]
        case "acceptpendinginvite" | "rejectpendinginvite":
            _check_among(ids, pending)
            pending = [user_id for user_id in pending if user_id not in ids]
            event = f"{act.removesuffix('pendinginvite')}_request_join_group"
            members += ids if act.startswith("accept") else []
        case "addadmins":
            _check_among(ids, members)
            event, admins = "add_group_admin", admins + [i for i in ids if i not in admins]
        case "removeadmins":
            _check_among(ids, admins)
            event, admins = "remove_group_admin", [i for i in admins if i not in ids]
        case _:
            _check_among(ids, members)
            event, members = "user_out_group", [i for i in members if i not in ids]
            admins = [i for i in admins if i not in ids]
    if len(members) > size(sim.world.assets[group.asset_id]):
        raise ZaloError(-210)
    sim.commit(
        {
            "k": "group",
            "group_id": group.group_id,
            "members": members,
            "pending": pending,
            "admins": admins,
        },
        *events_of_groups.changed(sim, event, group.group_id, ids),
    )
    return {"group_id": group.group_id, "member_user_ids": ids}


def page(asked: Asked, most: int = 50) -> tuple[int, int]:
    """offset and count, as numbers or digits: these calls take plain query arguments."""
    numbers = []
    for key, default in (("offset", 0), ("count", most)):
        value = str(asked.get(key, default))
        if not value.isdigit():
            raise ZaloError(-201, field=key)
        numbers.append(int(value))
    if numbers[1] > most:
        raise ZaloError(-210)
    return numbers[0], numbers[1]


def _words(asked: Asked, key: str, most: int = LONGEST_NAME) -> str:
    value = asked.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ZaloError(-201, field=key)
    if len(value) > most:
        raise ZaloError(-210)
    return value


def _people(sim: Simulator, asked: Asked) -> list[Person]:
    ids = asked.get("member_user_ids")
    if not isinstance(ids, list) or not ids:
        raise ZaloError(-201, field="member_user_ids")
    if len(ids) > MOST_MEMBERS:
        raise ZaloError(-210)
    return [sim.person(user_id) for user_id in dict.fromkeys(map(str, ids))]


def _check_invitable(sim: Simulator, person: Person) -> None:
    """Whoever follows, or spoke within seven days, may be invited."""
    spoke = person.last_interaction
    if not person.follows and (spoke is None or sim.clock.now() - spoke > OPEN):
        raise ZaloError(-213)
    if not person.invitable:
        raise ZaloError(-217)


def _check_among(ids: list[str], those: list[str]) -> None:
    if not set(ids) <= set(those):
        raise ZaloError(-201, field="member_user_ids")
