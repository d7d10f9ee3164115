"""More /sim/ controls: the account, templates, groups, SMS, and what else a person may do."""

import secrets
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from zalo_sim import (
    account,
    assets,
    esms,
    events,
    events_of_account,
    events_of_groups,
    groups,
    residents,
    templates,
)
from zalo_sim.clock import parse
from zalo_sim.errors import MisuseError
from zalo_sim.nouns import Person
from zalo_sim.simulator import Simulator

Asked = dict[str, Any]
INFO = ("name", "phone", "user_dob", "gender", "user_city", "user_ward", "user_address")


def oa(sim: Simulator, asked: Asked) -> Asked:
    return {"oa": account.change(sim, asked)}


def declare(sim: Simulator, asked: Any) -> Asked:
    ids = templates.upsert(sim, asked)
    return {"templates": [asdict(sim.world.templates[template_id]) for template_id in ids]}


def react(sim: Simulator, asked: Asked) -> Asked:
    residents.react(sim, asked.get("user_id"), asked.get("message_id"), asked.get("icon"))
    return {}


def submit_info(sim: Simulator, asked: Asked) -> Asked:
    """The person answers a request for details; they stand in user/detail from then on."""
    person, given = sim.someone(asked.get("user_id")), asked.get("info") or {}
    if not isinstance(given, dict) or set(given) - set(INFO):
        raise MisuseError(f"info có các trường {', '.join(INFO)}.")
    told = {"name": person.name, "phone": person.phone, **person.shared, **given}
    info = {key: str(told.get(key, "")) for key in INFO}
    change = {"k": "person", "user_id": person.user_id, "shared": info}
    sim.commit(change, *events_of_account.submitted(sim, person, info))
    return {}


def withdraw(sim: Simulator, asked: Asked) -> Asked:
    """The person asks to be forgotten."""
    person = sim.someone(asked.get("user_id"))
    change = {"k": "person", "user_id": person.user_id, "withdrawn_at": sim.clock.now()}
    sim.commit(change, *events_of_account.about(sim, "user_withdraw", person))
    return {}


def chatnow(sim: Simulator, asked: Asked) -> Asked:
    """The chat button of the account's page: told once for each person, an interaction always."""
    person = sim.someone(asked.get("user_id"))
    spoke = {"k": "interaction", "user_id": person.user_id, "at": sim.clock.now()}
    told = [] if person.chatted else events_of_account.about(sim, "user_click_chatnow", person)
    sim.commit({"k": "person", "user_id": person.user_id, "chatted": True}, spoke, *told)
    return {}


def update_info(sim: Simulator, asked: Asked) -> Asked:
    """⚠ The fields of this event are not documented: those of a person, and `info`."""
    person, info = sim.someone(asked.get("user_id")), asked.get("info") or {}
    sim.commit(*events_of_account.about(sim, "update_user_info", person, info=info))
    return {}


def oa_says(sim: Simulator, asked: Asked) -> Asked:
    """An officer types in OA Manager: the echo carries who."""
    person, text = sim.someone(asked.get("user_id")), asked.get("text")
    if not isinstance(text, str) or not text.strip():
        raise MisuseError("Tin nhắn đang trống.")
    kept = {
        "message_id": sim.new_message_id(),
        "user_id": person.user_id,
        "from_user": False,
        "at": sim.clock.now(),
        "text": text.strip(),
    }
    admin = str(asked.get("admin_id") or sim.config.oa_id)
    echo = events.oa_send(sim, person, kept, admin_id=admin)
    receipt = events.user_received_message(sim, person, str(kept["message_id"]))
    sim.commit({"k": "message", **kept, "received_at": kept["at"]}, *echo, *receipt)
    return {"message_id": kept["message_id"]}


def widget(sim: Simulator, asked: Asked) -> Asked:
    person = sim.someone(asked.get("user_id"))
    external, url = str(asked.get("user_external_id") or ""), str(asked.get("url") or "")
    sim.commit(*events_of_account.widget(sim, person, external, url))
    return {}


def call(sim: Simulator, asked: Asked) -> Asked:
    """A call; one that was taken is an interaction."""
    person, by_user, answered = _party(sim, asked, "answered")
    fields = {"call_id": secrets.token_hex(10), "status": "answered" if answered else "missed"}
    spoke = {"k": "interaction", "user_id": person.user_id, "at": sim.clock.now()}
    told = events_of_account.call(sim, person, by_user=by_user, fields=fields)
    sim.commit(*([spoke] if answered else []), *told)
    return {}


def consent(sim: Simulator, asked: Asked) -> Asked:
    person, by_user, agrees = _party(sim, asked, "agrees")
    fields = {"status": ("agreed" if agrees else "refused") if by_user else "asked"}
    sim.commit(*events_of_account.consent(sim, person, by_user=by_user, fields=fields))
    return {}


def _party(sim: Simulator, asked: Asked, flag: str) -> tuple[Person, bool, bool]:
    if asked.get("by", "user") not in ("user", "oa"):
        raise MisuseError('by là "user" hoặc "oa".')
    by_user = asked.get("by", "user") == "user"
    return sim.someone(asked.get("user_id")), by_user, bool(asked.get(flag, True))


def feedback(sim: Simulator, asked: Asked) -> Asked:
    """A person rates a template message."""
    message = sim.world.messages.get(str(asked.get("message_id")))
    rate = asked.get("rate")
    if message is None or not message.template_id:
        raise MisuseError("Chỉ đánh giá được tin mẫu.")
    if rate not in range(1, 6):
        raise MisuseError("rate từ 1 đến 5.")
    given = {
        "note": str(asked.get("note") or ""),
        "rate": rate,
        "submit_time": str(sim.clock.now()),
        "msg_id": message.message_id,
        "feedbacks": list(asked.get("feedbacks") or []),
        "tracking_id": message.tracking_id,
    }
    kept = {"at": sim.clock.now(), "user_id": message.user_id, "template_id": message.template_id}
    told = events_of_account.feedback(sim, message.user_id, given)
    sim.commit({"k": "feedback", **given, **kept}, *told)
    return {}


def put_asset(sim: Simulator, asked: Asked) -> Asked:
    asset_id = str(asked.get("asset_id") or secrets.token_hex(10))
    known = sim.world.assets.get(asset_id)
    product = asked.get("product_type", known.product_type if known else None)
    if product not in assets.PRODUCTS:
        raise MisuseError(f"product_type là một trong {', '.join(assets.PRODUCTS)}.")
    through = asked.get("valid_through")
    try:
        until = None if through is None else parse(str(through), sim.clock.now())
    except ValueError:
        raise MisuseError(f"Không đọc được thời điểm “{through}”.") from None
    change = {"asset_id": asset_id, "product_type": product, "valid_through": until}
    sim.commit({"k": "asset", **change})
    return {"assets": [assets.row(sim, asset) for asset in sim.world.assets.values()]}


def put_group(sim: Simulator, asked: Asked) -> Asked:
    """A group without the API, or the state of one."""
    if "group_id" in asked:
        fields: Asked = {
            key: asked[key] for key in ("status", "oa_in", "join_appr") if key in asked
        }
        group = sim.group(asked["group_id"])
        sim.commit({"k": "group", "group_id": group.group_id, **fields})
        return {"group": asdict(sim.group(group.group_id))}
    members = [sim.someone(user_id).user_id for user_id in asked.get("member_user_ids") or []]
    free = [a for a in sim.world.assets.values() if not assets.user_of(sim, a)]
    asset_id = asked.get("asset_id") or (free[0].asset_id if free else "")
    if asset_id not in sim.world.assets:
        raise MisuseError("Không còn gói nhóm nào trống (POST /sim/assets).")
    group = groups.make(sim, str(asked.get("name") or "Nhóm thử"), "", asset_id, members)
    return {"group": asdict(group)}


def join(sim: Simulator, asked: Asked) -> Asked:
    """By the link of the group: in at once, or waiting where admissions are approved."""
    person, group = sim.someone(asked.get("user_id")), sim.group(asked.get("group_id"))
    who = [person.user_id]
    if person.user_id in group.members:
        return {"state": "joined"}
    if not group.enable_link_join:
        raise MisuseError("Nhóm không cho vào bằng đường dẫn.")
    change: Asked = {"k": "group", "group_id": group.group_id}
    if group.join_appr:
        if person.user_id not in group.pending:
            told = events_of_groups.changed(sim, "user_request_join_group", group.group_id, who)
            sim.commit({**change, "pending": group.pending + who}, *told)
        return {"state": "waiting"}
    told = events_of_groups.changed(sim, "user_join_group", group.group_id, who)
    sim.commit({**change, "members": group.members + who}, *told)
    return {"state": "joined"}


def leave(sim: Simulator, asked: Asked) -> Asked:
    person, group = sim.someone(asked.get("user_id")), sim.group(asked.get("group_id"))
    if person.user_id not in group.members:
        raise MisuseError(f"{person.name} không ở trong nhóm này.")
    left = [user_id for user_id in group.members if user_id != person.user_id]
    admins = [user_id for user_id in group.admins if user_id != person.user_id]
    change = {"k": "group", "group_id": group.group_id, "members": left, "admins": admins}
    event = events_of_groups.changed(sim, "user_out_group", group.group_id, [person.user_id])
    sim.commit(change, *event)
    return {}


def texts(sim: Simulator, asked: Asked) -> Asked:
    phone = asked.get("phone")
    return {"sms": [asdict(sms) for sms in sim.world.sms.values() if phone in (None, sms.phone)]}


CALLS: dict[tuple[str, str], Callable[[Simulator, Any], Asked]] = {
    ("POST", "oa"): oa,
    ("POST", "templates"): declare,
    ("POST", "react"): react,
    ("POST", "submit-info"): submit_info,
    ("POST", "withdraw"): withdraw,
    ("POST", "chatnow"): chatnow,
    ("POST", "update-info"): update_info,
    ("POST", "oa-says"): oa_says,
    ("POST", "widget"): widget,
    ("POST", "call"): call,
    ("POST", "consent"): consent,
    ("POST", "feedback"): feedback,
    ("POST", "assets"): put_asset,
    ("POST", "groups"): put_group,
    ("POST", "join"): join,
    ("POST", "leave"): leave,
    ("GET", "sms"): texts,
    ("POST", "sms"): esms.settings,
}
