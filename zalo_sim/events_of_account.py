"""The webhook bodies about a person or the account that are no messages of a chat."""

from typing import Any

from zalo_sim.events import Body, queued
from zalo_sim.nouns import Person
from zalo_sim.simulator import Simulator
from zalo_sim.store import Change

LANE = "oa"


def submitted(sim: Simulator, person: Person, info: dict[str, str]) -> list[Change]:
    """`user_submit_info`; with the toggle `flat_info` in the older shape."""
    told: Body = {"name": info["name"], "phone": info["phone"]}
    place = {"city": info["user_city"], "district": info["user_ward"]}
    if sim.world.toggles["flat_info"]:
        told = {**told, "address": info["user_address"], **place}
    else:
        keys = ("user_city", "user_ward", "user_address")
        told |= {"user_dob": info["user_dob"], "gender": info["gender"]}
        told["full_address"] = {key: info[key] for key in keys}
    return _between(sim, "user_submit_info", person, from_user=True, info=told)


def about(sim: Simulator, event: str, person: Person, **more: Any) -> list[Change]:
    """`user_click_chatnow`, `user_withdraw`, `update_user_info`: no sender, no recipient."""
    body = {
        "app_id": sim.config.app_id,
        "oa_id": sim.config.oa_id,
        "user_id": person.user_id,
        "user_id_by_app": person.user_id_by_app,
        "event_name": event,
        **more,
    }
    return queued(sim, event, body, person.user_id)


def widget(sim: Simulator, person: Person, external_id: str, url: str) -> list[Change]:
    """A visitor of a web page let the widget know who they are."""
    event = "widget_interaction_accepted"
    data = {"user_id": person.user_id, "user_external_id": external_id, "url": url}
    body = {
        "app_id": sim.config.app_id,
        "oa_id": sim.config.oa_id,
        "event_name": event,
        "data": data,
    }
    return queued(sim, event, body, person.user_id)


def call(sim: Simulator, person: Person, *, by_user: bool, fields: Body) -> list[Change]:
    """⚠ The document says “call fields” only; the names in `fields` are the simulator's own."""
    event = "user_call_oa" if by_user else "oa_call_user"
    return _between(sim, event, person, from_user=by_user, call=fields)


def consent(sim: Simulator, person: Person, *, by_user: bool, fields: Body) -> list[Change]:
    """Leave to call somebody: asked by the account, answered by the person. ⚠ as `call`."""
    event = "user_reply_consent" if by_user else "oa_send_consent"
    return _between(sim, event, person, from_user=by_user, consent=fields)


def template_received(sim: Simulator, recipient: str, message: Body) -> list[Change]:
    """The receipt of a template sent to a phone number or its hash, by another server of Zalo."""
    event, at = "user_received_message", message["received_at"]
    body = {
        "app_id": sim.config.app_id,
        "sender": {"id": sim.config.oa_id},
        "recipient": {"id": recipient},
        "event_name": event,
        "message": {
            "msg_id": message["message_id"],
            "delivery_time": str(at),
            "tracking_id": message["tracking_id"],
        },
    }
    ids, delay = [message["message_id"]], at - message["at"]
    return queued(sim, event, body, message["user_id"], msg_ids=ids, server="ZNS", delay=delay)


def template_changed(
    sim: Simulator, event: str, template_id: str, what: str, before: str, now: str, reason: str = ""
) -> list[Change]:
    """`change_template_status` and `change_template_quality`."""
    body: Body = {
        "app_id": sim.config.app_id,
        "oa_id": sim.config.oa_id,
        "event_name": event,
        "template_id": template_id,
        what: {f"prev_{what}": before, f"new_{what}": now},
    }
    if what == "status":
        body["reason"] = reason
    return queued(sim, event, body, "", lane=LANE)


def daily_quota_changed(sim: Simulator, before: int, now: int) -> list[Change]:
    event = "change_oa_daily_quota"
    body = {
        "app_id": sim.config.app_id,
        "oaId": sim.config.oa_id,
        "event_name": event,
        "quota": {"prev_value": str(before), "new_value": str(now)},
    }
    return queued(sim, event, body, "", lane=LANE)


def feedback(sim: Simulator, user_id: str, given: Body) -> list[Change]:
    """A person rated a template message. ⚠ Fields after the rating call of the same host."""
    event = "user_feedback"
    body = {
        "app_id": sim.config.app_id,
        "oa_id": sim.config.oa_id,
        "event_name": event,
        "message": given,
    }
    return queued(sim, event, body, user_id, msg_ids=[given["msg_id"]])


def _between(
    sim: Simulator, event: str, person: Person, *, from_user: bool, **more: Any
) -> list[Change]:
    user, oa = {"id": person.user_id}, {"id": sim.config.oa_id}
    body = {
        "app_id": sim.config.app_id,
        "sender": user if from_user else oa,
        "recipient": oa if from_user else user,
        "user_id_by_app": person.user_id_by_app,
        "event_name": event,
        **more,
    }
    return queued(sim, event, body, person.user_id)
