"""Messages as the phone draws them."""

import re
from dataclasses import dataclass
from itertools import islice
from typing import Any

from zalo_sim.clock import MINUTE, moment
from zalo_sim.nouns import Attachment, Button, Group, Message, Person
from zalo_sim.simulator import Simulator
from zalo_sim.technical_log import LOOK_BACK
from zalo_sim.words import day

LATEST = 100  # messages of a chat on the page
_KEPT = re.compile(r"/tep/([\w-]+)/\d+/")


@dataclass(frozen=True)
class Bubble:
    """A message as the phone shows it: `day` opens a new day, `meta` closes a minute.

    `mine`: said by whoever holds the phone; `by` names another person of a group.
    """

    message: Message
    day: str
    meta: str
    mine: bool
    by: str = ""


def bubbles_of(sim: Simulator, me: Person, group: Group | None, now: int) -> list[Bubble]:
    """The last messages with the account, or of a group."""
    key = group.group_id if group else me.user_id
    thread = sim.thread(key)[-LATEST:]
    waiting = _waiting(sim, me)
    made, shown_day = [], ""
    for place, message in enumerate(thread):
        today = day(message.at, now)
        opens = f"{today}, {moment(message.at):%H:%M}" if today != shown_day else ""
        shown_day = today
        follower = thread[place + 1] if place + 1 < len(thread) else None
        ends = follower is None or (
            follower.at // MINUTE != message.at // MINUTE or follower.user_id != message.user_id
            or follower.from_user != message.from_user
        )  # fmt: skip
        mine = message.from_user and message.user_id == me.user_id
        meta = f"{moment(message.at):%H:%M}" if ends else ""
        if ends and mine:
            meta += " · đang gửi" if message.message_id in waiting else " · đã gửi"
        by = _by(sim, message) if group and not mine else ""
        made.append(Bubble(message, opens, meta, mine, by))
    return made


def texts_of(sim: Simulator, me: Person, now: int) -> list[Bubble]:
    """The SMS on this person's telephone; what was only tried is not shown."""
    made, shown_day = [], ""
    arrived = [sms for sms in sim.world.sms.values() if sms.phone == me.phone != ""]
    for sms in [sms for sms in arrived if sms.state == "sent"][-LATEST:]:
        today = day(sms.at, now)
        opens = today if today != shown_day else ""
        shown_day = today
        message = Message(sms.sms_id, me.user_id, False, sms.text, sms.at, seen_at=sms.at)
        made.append(Bubble(message, opens, f"{moment(sms.at):%H:%M}", False, sms.brandname))
    return made


def _by(sim: Simulator, message: Message) -> str:
    person = sim.world.people.get(message.user_id)
    return person.name if person else sim.config.oa_name


def _waiting(sim: Simulator, me: Person) -> set[str]:
    recent = islice(reversed(sim.world.deliveries.values()), LOOK_BACK)
    return {
        message_id
        for delivery in recent
        if delivery.user_id == me.user_id and delivery.state == "waiting"
        for message_id in delivery.msg_ids
    }


def drawn(attachment: Attachment) -> dict[str, Any]:
    """How an attachment is drawn: `as` and what that needs. Pictures from elsewhere are links."""
    kind, payload = attachment["type"], attachment["payload"]
    url = str(payload.get("url") or "")
    kept = _KEPT.search(url)
    own = f"/dien-thoai/tep/{kept[1]}/" if kept else ""
    match kind:
        case "image" | "gif" | "audio" | "video":
            if own:
                return {"as": "image" if kind == "gif" else kind, "src": own}
            return {"as": "link", "href": url, "words": url}
        case "sticker":
            return {"as": "sticker", "src": url[url.find("/static/") :]}
        case "file":
            size = -(-int(payload["size"] or 0) // 1024)
            return {"as": "file", "href": own or url, "words": f"{payload['name']}, {size} KB"}
        case "location":
            place = payload["coordinates"]
            words = f"Vị trí {place['latitude']}; {place['longitude']}"
            return {"as": "place", "words": words}
        case _:
            return {"as": "link", "href": url, "words": payload.get("description") or url}


def tapped_link(button: Button) -> str:
    """Where a button that opens something leads; empty for a query button."""
    payload = button["payload"]
    match button["type"]:
        case "oa.open.url":
            return str(payload["url"])
        case "oa.open.phone" | "oa.open.sms":
            return f"tel:{payload['phone_code']}"
        case _:
            return ""
