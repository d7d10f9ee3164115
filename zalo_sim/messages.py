"""POST /v3.0/oa/message/cs: a consultation message to one person."""

from typing import Any

from zalo_sim import contents, events, quotas
from zalo_sim.clock import SECOND, moment
from zalo_sim.errors import ZaloError
from zalo_sim.nouns import Person
from zalo_sim.simulator import Simulator
from zalo_sim.store import Change
from zalo_sim.windows import check_reachable


def send(sim: Simulator, body: dict[str, Any]) -> dict[str, Any]:
    """Check, keep, echo. Everything that follows from the message is one line of the journal."""
    person = _recipient(sim, body.get("recipient"))
    message = body.get("message")
    said = contents.read(sim, message)
    quoted = _quote(sim, person, message.get("quote_message_id") if message else None)
    now = sim.clock.now()
    check_reachable(person, now)
    counted = _check_recipient_quota(sim, person, now)
    quota, paid = quotas.charged(sim, person, now)
    kept = {
        "message_id": sim.new_message_id(),
        "user_id": person.user_id,
        "from_user": False,
        "at": now,
        **said,
    }
    if quoted:
        kept["quote"] = quoted
    if paid:
        counted.append({"k": "quota", "used": sim.world.quota_used + 1})
    sim.commit(*counted, *delivered(sim, person, kept))
    return {"message_id": kept["message_id"], "user_id": person.user_id, "quota": quota}


def delivered(sim: Simulator, person: Person, kept: dict[str, Any]) -> list[Change]:
    """A message of the account arrives at a person's phone, is echoed and received."""
    wait = sim.world.limits["received_seconds"] * SECOND
    return [
        {"k": "message", **kept, "received_at": kept["at"] + wait},
        *events.oa_send(sim, person, kept),
        *events.user_received_message(sim, person, str(kept["message_id"])),
    ]


def _recipient(sim: Simulator, recipient: Any) -> Person:
    """Exactly one of user_id and message_id; the latter answers a message of a person."""
    if not isinstance(recipient, dict) or len(recipient) != 1:
        raise ZaloError(-201, field="recipient")
    if "user_id" in recipient:
        return sim.person(recipient["user_id"])
    if "message_id" not in recipient:
        raise ZaloError(-201, field="recipient")
    asked = recipient["message_id"]
    answered = sim.world.messages.get(asked) if isinstance(asked, str) else None
    if answered is None or not answered.from_user or answered.group_id:
        raise ZaloError(-201, field="message_id")
    return sim.person(answered.user_id)


def _quote(sim: Simulator, person: Person, quoted: Any) -> str:
    if quoted is None:
        return ""
    message = sim.world.messages.get(quoted) if isinstance(quoted, str) else None
    if message is None or message.user_id != person.user_id or message.group_id:
        raise ZaloError(-201, field="quote_message_id")
    return message.message_id


def _check_recipient_quota(sim: Simulator, person: Person, now: int) -> list[Change]:
    """-218 when the person has had so many today. ⚠ Zalo does not publish the number."""
    most = sim.world.limits["recipient_daily"]
    if not most:
        return []
    key = f"cs {person.user_id} {moment(now):%Y-%m-%d}"
    had = sim.world.counts[key]
    if had >= most:
        raise ZaloError(-218)
    return [{"k": "count", key: had + 1}]
