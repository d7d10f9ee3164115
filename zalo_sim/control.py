"""The /sim/ controls: JSON in, JSON out, for tests and for whoever plays a demo."""

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from itertools import islice
from typing import Any

from werkzeug.wrappers import Request

from zalo_sim import acts, events_of_account, faults, oauth, people, residents
from zalo_sim.clock import moment, parse, push
from zalo_sim.config import loopback
from zalo_sim.errors import MisuseError
from zalo_sim.nouns import Message
from zalo_sim.simulator import Simulator

Asked = dict[str, Any]
SHOWN_DELIVERIES = 50
SLOTS = tuple(Message.__dataclass_fields__)


def state(sim: Simulator, asked: Asked) -> Asked:
    world = sim.world
    recent = islice(reversed(world.deliveries.values()), SHOWN_DELIVERIES)
    return {
        **_clock(sim),
        "oa": {"id": sim.config.oa_id, "name": sim.config.oa_name},
        "people": [dict(vars(person)) for person in world.people.values()],
        "toggles": {**world.toggles, "offline": sim.clock.now() < world.offline_until},
        "offline_until": world.offline_until,
        "webhook": _webhook(sim),
        "queue": queue(sim, {})["queue"],
        "deliveries": [asdict(delivery) for delivery in recent],
        "refusals": [asdict(refusal) for refusal in world.refusals],
        "limits": dict(world.limits),
        "quota_used": world.quota_used,
        "faults": world.faults,
        "account": dict(world.oa),
        "templates": [asdict(template) for template in world.templates.values()],
        "groups": [asdict(group) for group in world.groups.values()],
        "tags": dict(world.tags),
        "sms": {**world.sms_settings, "count": len(world.sms)},
    }


def messages(sim: Simulator, asked: Asked) -> Asked:
    user_id, group_id = asked.get("user_id"), asked.get("group_id")
    if group_id:
        found = sim.thread(sim.group(group_id).group_id)
    elif user_id and (user_id in sim.world.threads or sim.someone(user_id)):
        found = sim.thread(user_id)
    else:
        found = list(sim.world.messages.values())
    return {"messages": [{name: getattr(m, name) for name in SLOTS} for m in found]}


def queue(sim: Simulator, asked: Asked) -> Asked:
    """Only how far the webhooks are: /sim/state tells everybody and everything."""
    counted = sim.world.delivered + Counter({"waiting": sim.world.waiting})
    told = {key: counted[key] for key in ("waiting", "done", "lost")}
    return {"queue": told, "messages": len(sim.world.messages), "sms": len(sim.world.sms)}


def upsert(sim: Simulator, asked: Any) -> Asked:
    ids = people.upsert(sim, asked)
    return {"people": [asdict(sim.world.people[user_id]) for user_id in ids]}


def say(sim: Simulator, asked: Asked) -> Asked:
    text, attachments = asked.get("text"), asked.get("attachments")
    if "anonymous_id" in asked:
        anonymous_id, talk = asked["anonymous_id"], asked.get("conversation_id")
        said = residents.say_anonymously(sim, anonymous_id, talk, text, attachments)
        return {"message_id": said}
    said = residents.say(
        sim,
        asked.get("user_id"),
        text,
        attachments=attachments,
        group_id=asked.get("group_id"),
        quote=str(asked.get("quote_message_id") or ""),
    )
    return {"message_id": said}


def tap(sim: Simulator, asked: Asked) -> Asked:
    return residents.tap(
        sim,
        asked.get("user_id"),
        number=asked.get("button"),
        title=asked.get("title"),
        message_id=asked.get("message_id"),
    )


def seen(sim: Simulator, asked: Asked) -> Asked:
    return {"msg_ids": residents.see(sim, asked.get("user_id"))}


def follow(sim: Simulator, asked: Asked) -> Asked:
    residents.follow(sim, asked.get("user_id"), True)
    return {}


def unfollow(sim: Simulator, asked: Asked) -> Asked:
    residents.follow(sim, asked.get("user_id"), False)
    return {}


def toggle(sim: Simulator, asked: Asked) -> Asked:
    faults.toggle(sim, asked.get("name"), asked.get("on"))
    return {"toggles": state(sim, {})["toggles"]}


def clock(sim: Simulator, asked: Asked) -> Asked:
    """Push the clock or set it. Expiries, windows and the ladder follow at once."""
    try:
        if "push" in asked:
            offset = sim.clock.offset + push(asked["push"])
        else:
            now = sim.clock.now()
            offset = sim.clock.offset + parse(str(asked["set"]), now) - now
    except (KeyError, TypeError, ValueError):
        raise MisuseError(
            'Cần {"push": {"minutes": 5}} hoặc {"set": "2026-11-23T14:05:00"}.'
        ) from None
    sim.push_clock(offset)
    return _clock(sim)


def fail_next(sim: Simulator, asked: Asked) -> Asked:
    faults.fail_next(sim, asked)
    return {"faults": sim.world.faults}


def reset(sim: Simulator, asked: Asked) -> Asked:
    """Begin a new world with nobody in it."""
    sim.reset()
    return {}


def limits(sim: Simulator, asked: Asked) -> Asked:
    for name, value in asked.items():
        if name not in sim.world.limits or not isinstance(value, int) or value < 0:
            raise MisuseError(f"Không đặt được giới hạn {name} = {value}.")
    before = sim.world.limits["template_daily"]
    told = []
    if asked.get("template_daily", before) != before:
        told = events_of_account.daily_quota_changed(sim, before, asked["template_daily"])
    sim.commit({"k": "limits", **asked}, *told)
    return {"limits": dict(sim.world.limits)}


def webhook(sim: Simulator, asked: Asked) -> Asked:
    """Switch the webhook on again after the ladder ran out, or point it elsewhere on loopback."""
    url = asked.get("url", sim.world.webhook_url)
    try:
        loopback(url)
    except ValueError as wrong:
        raise MisuseError(str(wrong)) from None
    sim.commit({"k": "webhook", "on": bool(asked.get("on", True)), "url": url})
    return {"webhook": _webhook(sim)}


def tokens(sim: Simulator, asked: Asked) -> Asked:
    return {**oauth.issue_pair(sim)}


def code(sim: Simulator, asked: Asked) -> Asked:
    return {"code": oauth.issue_code(sim, str(asked.get("code_challenge") or ""))}


def _clock(sim: Simulator) -> Asked:
    now = sim.clock.now()
    return {"now": moment(now).isoformat(), "now_ms": now, "offset_ms": sim.clock.offset}


def _webhook(sim: Simulator) -> Asked:
    return {"url": sim.world.webhook_url, "on": sim.world.webhook_on}


CALLS: dict[tuple[str, str], Callable[[Simulator, Any], Asked]] = {
    ("GET", "state"): state,
    ("GET", "messages"): messages,
    ("GET", "queue"): queue,
    ("POST", "people"): upsert,
    ("POST", "say"): say,
    ("POST", "tap"): tap,
    ("POST", "seen"): seen,
    ("POST", "follow"): follow,
    ("POST", "unfollow"): unfollow,
    ("POST", "toggle"): toggle,
    ("POST", "clock"): clock,
    ("POST", "fail-next"): fail_next,
    ("POST", "limits"): limits,
    ("POST", "reset"): reset,
    ("POST", "webhook"): webhook,
    ("POST", "tokens"): tokens,
    ("POST", "code"): code,
    **acts.CALLS,
}
LISTS = ("people", "templates")


def answer(sim: Simulator, request: Request, name: str) -> Asked:
    """One control, under the lock. MisuseError says in words what was wrong."""
    call = CALLS.get((request.method, name))
    if call is None:
        raise MisuseError(f"Không có {request.method} /sim/{name}.")
    if request.method == "GET":
        asked: Any = request.args.to_dict()
    else:
        asked = request.get_json(force=True, silent=True) if request.get_data() else {}
        if not isinstance(asked, dict) and not (name in LISTS and isinstance(asked, list)):
            raise MisuseError("Thân yêu cầu phải là JSON.")
    with sim.lock:
        return call(sim, asked)
