"""POST /v3.0/oa/message/template: a template message to a person the account knows.

The numbers are those of the Official Account's host. ⚠ Which of them a wrong template has is not
documented: -201 names the field. ⚠ The echo is taken to be `oa_send_text` with the filled text.
"""

from typing import Any

from zalo_sim import blanks, spending
from zalo_sim.clock import moment
from zalo_sim.errors import ZaloError
from zalo_sim.messages import delivered
from zalo_sim.nouns import Person, Template
from zalo_sim.simulator import Simulator
from zalo_sim.windows import check_contact

NIGHT_ENDS, NIGHT_BEGINS = 6, 22


def send(sim: Simulator, body: dict[str, Any]) -> dict[str, Any]:
    person = sim.person(body.get("user_id"))
    template = sim.world.templates.get(str(body.get("template_id")))
    if template is None or template.status != "ENABLE" or not template.granted:
        raise ZaloError(-201, field="template_id")
    if not template.uid:
        raise ZaloError(-249)
    try:
        values = blanks.check(template, body.get("template_data"))
    except ZaloError:
        raise ZaloError(-201, field="template_data") from None
    now = sim.clock.now()
    check_contact(person, now)
    if template.tag == "PROMOTION" and is_night(now):
        raise ZaloError(-234)
    if sim.world.oa["cloud"] != "linked":
        raise ZaloError(-320 if sim.world.oa["cloud"] == "missing" else -321)
    spent = spending.by_uid(sim, template)
    kept = message(sim, person, template, values)
    sim.commit({"k": "count", **spent}, *delivered(sim, person, kept))
    left = sim.world.limits["balance"] - sim.world.counts["spent balance"]
    return {
        "message_id": kept["message_id"],
        "user_id": person.user_id,
        "sent_time": str(now),
        "quota": {
            "quota_type": "purchase_quota",
            "remain": str(left // max(template.price_uid, 1)),
        },
    }


def message(
    sim: Simulator, person: Person, template: Template, values: dict[str, str]
) -> dict[str, Any]:
    """The message as it is kept and drawn as a card."""
    return {
        "message_id": sim.new_message_id(),
        "user_id": person.user_id,
        "from_user": False,
        "at": sim.clock.now(),
        "text": blanks.filled(template, values),
        "kind": "template",
        "template_id": template.template_id,
        "card": {"name": template.name, "values": values},
        "buttons": template.buttons,
    }


def is_night(now: int) -> bool:
    """Promotional messages go out from 06:00 to 21:59 only."""
    return not NIGHT_ENDS <= moment(now).hour < NIGHT_BEGINS
