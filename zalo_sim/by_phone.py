"""The template host: a template message to a phone number, its state, its quota, its rating.

Its error numbers are its own. -124 stands for every bad token.
"""

import re
from typing import Any

from zalo_sim import blanks, events_of_account, spending
from zalo_sim.by_uid import is_night, message
from zalo_sim.clock import SECOND, moment
from zalo_sim.errors import ZaloError
from zalo_sim.nouns import Person, Template
from zalo_sim.simulator import Simulator
from zalo_sim.windows import INACTIVE

PHONE = re.compile(r"84\d{9}")
HASH = re.compile(r"[0-9a-f]{64}")
LONGEST_TRACKING = 48
UNKNOWN, PUSHED, DELIVERED = -1, 0, 1


def send(sim: Simulator, body: dict[str, Any]) -> dict[str, Any]:
    """POST /message/template."""
    phone = body.get("phone")
    if not isinstance(phone, str) or not PHONE.fullmatch(phone):
        raise ZaloError(-108)
    return _send(sim, body, phone, sim.world.phones.get(phone))


def send_hashed(sim: Simulator, body: dict[str, Any]) -> dict[str, Any]:
    """POST /message/template/hashphone: sha256 of 84…, so that the number is not shown."""
    given = body.get("hash_phone")
    if not isinstance(given, str) or not HASH.fullmatch(given):
        raise ZaloError(-108)
    return _send(sim, body, given, sim.world.hashes.get(given))


def _send(
    sim: Simulator, body: dict[str, Any], recipient: str, user_id: str | None
) -> dict[str, Any]:
    template = sim.world.templates.get(str(body.get("template_id")))
    if template is None or not template.phone:
        raise ZaloError(-109)
    values = blanks.check(template, body.get("template_data"))
    tracking = _tracking(body.get("tracking_id"))
    mode = str(body.get("sending_mode", "1"))
    if mode not in ("1", "3") or body.get("mode") not in (None, "development"):
        raise ZaloError(-132)
    testing = body.get("mode") == "development"
    _check_template(template, testing)
    now = sim.clock.now()
    if template.tag == "PROMOTION" and is_night(now):
        raise ZaloError(-133)
    _check_account(sim)
    person = _receiver(sim, user_id, now)
    if testing and not person.admin:
        raise ZaloError(-127)
    check = spending.in_development(sim, template) if testing else None
    spent = check or spending.by_phone(sim, template, person)
    received = now + sim.world.limits["received_seconds"] * SECOND
    kept = {
        **message(sim, person, template, values),
        "phone": recipient,
        "tracking_id": tracking,
        "received_at": received,
    }
    sim.commit(
        {"k": "count", **spent},
        {"k": "message", **kept},
        *events_of_account.template_received(sim, recipient, kept),
    )
    return {
        "msg_id": kept["message_id"],
        "sent_time": str(now),
        "sending_mode": mode,
        "quota": quota(sim),
    }


def _tracking(given: Any) -> str:
    if not isinstance(given, str) or not given:
        raise ZaloError(-1122)
    if len(given) > LONGEST_TRACKING:
        raise ZaloError(-1121)
    return given


def _check_template(template: Template, testing: bool) -> None:
    """A template that waits for its review may be tried in development mode."""
    if not template.granted:
        raise ZaloError(-117)
    if template.status == "DISABLE":
        raise ZaloError(-146)
    if template.status == "REJECT" or (template.status == "PENDING_REVIEW" and not testing):
        raise ZaloError(-131)


def _check_account(sim: Simulator) -> None:
    oa = sim.world.oa
    if not oa["templates"]:
        raise ZaloError(-135)
    if oa["cloud"] != "linked":
        raise ZaloError(-136 if oa["cloud"] == "missing" else -137)


def _receiver(sim: Simulator, user_id: str | None, now: int) -> Person:
    """Nobody need follow the account, but some have left Zalo and some refuse."""
    if user_id is None:
        raise ZaloError(-118)
    person = sim.world.people[user_id]
    if person.template_refusal:
        raise ZaloError(person.template_refusal)
    if person.blocked:
        raise ZaloError(-141)
    if person.last_online is not None and now - person.last_online > INACTIVE:
        raise ZaloError(-114)
    return person


def quota(sim: Simulator) -> dict[str, str]:
    """GET /message/quota, and part of each answer: numbers as strings."""
    daily = str(sim.world.limits["template_daily"])
    return {"dailyQuota": daily, "remainingQuota": str(spending.remaining(sim))}


def status(sim: Simulator, asked: dict[str, Any]) -> dict[str, Any]:
    """GET /message/status?message_id: -1 unknown, 0 pushed, 1 delivered."""
    sent = sim.world.messages.get(str(asked.get("message_id")))
    if sent is None or not sent.phone:
        return {"status": UNKNOWN, "delivery_time": "", "message": "Message is unknown"}
    at = sent.received_at or 0
    if at > sim.clock.now():
        return {"status": PUSHED, "delivery_time": "", "message": "Message is pushed"}
    delivered = f"{moment(at):%H:%M:%S %d/%m/%Y}"
    return {"status": DELIVERED, "delivery_time": delivered, "message": "Message is delivered"}


def ratings(sim: Simulator, asked: dict[str, Any]) -> dict[str, Any]:
    """POST /rating/get. ⚠ Only the path is documented; fields after `user_feedback`."""
    wanted = [
        row
        for row in sim.world.feedback
        if asked.get("template_id") in (None, row["template_id"])
        and _day(asked, "from_time", 0) <= row["at"] <= _day(asked, "to_time", 1 << 62)
    ]
    rows = [
        {key: row[key] for key in row if key not in ("at", "user_id", "template_id")}
        for row in wanted
    ]
    return {"total": len(rows), "data": rows}


def _day(asked: dict[str, Any], key: str, default: int) -> int:
    """Milliseconds, as a number or its digits."""
    value = asked.get(key, default)
    if isinstance(value, int) or (isinstance(value, str) and value.isdigit()):
        return int(value)
    raise ZaloError(-132)
