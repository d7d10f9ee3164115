"""Who the Official Account knows and what was said: detail, getlist, conversation, getoa."""

from datetime import date, timedelta
from typing import Any

from zalo_sim import tags
from zalo_sim.clock import VN, moment
from zalo_sim.errors import ZaloError
from zalo_sim.nouns import Message, Person
from zalo_sim.simulator import Simulator

DEEPEST_OFFSET = 9951
LONGEST_PAGE = 50
LONGEST_TALK = 10
AVATAR = "https://s120-ava-talk.zadn.vn/default"
PACKAGES = {"premium": "Premium", "advanced": "Nâng cao", "basic": "Cơ bản"}
PERIODS = {"TODAY": (0, 0), "YESTERDAY": (1, 1), "L7D": (6, 0), "L30D": (29, 0)}


def detail(sim: Simulator, asked: dict[str, Any]) -> dict[str, Any]:
    person = sim.person(asked.get("user_id"))
    spoke = person.last_interaction
    return {
        "user_id": person.user_id,
        "user_id_by_app": person.user_id_by_app,
        "user_external_id": "",
        "display_name": person.name,
        "user_alias": person.name,
        "is_sensitive": False,
        "user_last_interaction_date": f"{moment(spoke):%d/%m/%Y}" if spoke else "",
        "user_is_follower": person.follows,
        "avatar": AVATAR,
        "avatars": {"120": AVATAR, "240": AVATAR},
        "dynamic_param": "",
        "tags_and_notes_info": {"notes": [], "tag_names": tags.of(sim, person.user_id)},
        "shared_info": _shared(person),
    }


def getlist(sim: Simulator, asked: dict[str, Any]) -> dict[str, Any]:
    offset, count = _number(asked, "offset", 0), _number(asked, "count", LONGEST_PAGE)
    if offset > DEEPEST_OFFSET or count > LONGEST_PAGE:
        raise ZaloError(-210)
    carriers = sim.world.tags.get(str(asked.get("tag_name")), [])
    if asked.get("is_follower") not in (None, True, False):
        raise ZaloError(-201, field="is_follower")
    wanted = [
        person
        for person in sim.world.people.values()
        if (person.follows or person.last_interaction is not None)
        and asked.get("is_follower") in (None, person.follows)
        and _spoke_within(person, asked.get("last_interaction_period"), sim.clock.now())
        and ("tag_name" not in asked or person.user_id in carriers)
    ]
    page = wanted[offset : offset + count]
    return {
        "total": len(wanted),
        "count": len(page),
        "offset": offset,
        "users": [{"user_id": person.user_id} for person in page],
    }


def conversation(sim: Simulator, asked: dict[str, Any]) -> list[dict[str, Any]]:
    """The newest first, at most ten at a time: where an ambiguous send is looked up."""
    person = sim.person(asked.get("user_id"))
    offset, count = _page(asked)
    newest_first = [said for said in reversed(sim.thread(person.user_id)) if not said.phone]
    return [_line(sim, person, said) for said in newest_first[offset : offset + count]]


def listrecentchat(sim: Simulator, asked: dict[str, Any]) -> list[dict[str, Any]]:
    """The last message of each conversation, newest first."""
    offset, count = _page(asked)
    people = sim.world.people
    last = [
        thread[-1]
        for user_id, thread in sim.world.threads.items()
        if user_id in people and not thread[-1].phone
    ]
    last.sort(key=lambda said: said.at, reverse=True)
    return [_line(sim, people[said.user_id], said) for said in last[offset : offset + count]]


def getoa(sim: Simulator) -> dict[str, Any]:
    """The account itself. ⚠ The words of `package_name` and `linked_ZCA` are not documented."""
    oa = sim.world.oa
    return {
        "oaid": sim.config.oa_id,
        "name": sim.config.oa_name,
        "description": "Bản thử trên máy này",
        "oa_alias": "",
        "is_verified": oa["verified"],
        "oa_type": 2,
        "cate_name": "Cơ quan nhà nước",
        "num_follower": sum(person.follows for person in sim.world.people.values()),
        "avatar": AVATAR,
        "cover": AVATAR,
        "package_name": PACKAGES[oa["package"]],
        "package_valid_through_date": f"31/12/{moment(sim.clock.now()).year}",
        "linked_ZCA": "" if oa["cloud"] == "missing" else "ZCA thử",
    }


def _line(sim: Simulator, person: Person, said: Message) -> dict[str, Any]:
    oa, user = (sim.config.oa_id, sim.config.oa_name), (person.user_id, person.name)
    sender, recipient = (user, oa) if said.from_user else (oa, user)
    return line(said, sender, recipient)


def line(said: Message, sender: tuple[str, str], recipient: tuple[str, str]) -> dict[str, Any]:
    """One message of a conversation; `src` 1 is a person. ⚠ `type` by our own names of kinds."""
    told: dict[str, Any] = {
        "src": 1 if said.from_user else 0,
        "time": said.at,
        "type": said.kind,
        "message": said.text,
        "message_id": said.message_id,
        "from_id": sender[0],
        "to_id": recipient[0],
        "from_display_name": sender[1],
        "from_avatar": AVATAR,
        "to_display_name": recipient[1],
        "to_avatar": AVATAR,
    }
    if said.attachments:
        told["links"] = [attachment["payload"] for attachment in said.attachments]
    return told


def _shared(person: Person) -> dict[str, str]:
    """What the person submitted, in the names of this call."""
    if not person.shared:
        return {}
    return {
        "address": person.shared.get("user_address", ""),
        "city": person.shared.get("user_city", ""),
        "district": person.shared.get("user_ward", ""),
        "phone": person.shared.get("phone", ""),
        "name": person.shared.get("name", ""),
        "user_dob": person.shared.get("user_dob", ""),
    }


def _number(asked: dict[str, Any], key: str, default: int) -> int:
    value = asked.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ZaloError(-201, field=key)
    return value


def _page(asked: dict[str, Any]) -> tuple[int, int]:
    offset, count = _number(asked, "offset", 0), _number(asked, "count", LONGEST_TALK)
    if count > LONGEST_TALK:
        raise ZaloError(-210)
    return offset, count


def _spoke_within(person: Person, period: Any, now: int) -> bool:
    if period is None:
        return True
    today = moment(now).date()
    try:
        first, last = _span(period, today)
    except (ValueError, AttributeError):
        raise ZaloError(-201, field="last_interaction_period") from None
    if person.last_interaction is None:
        return False
    return first <= moment(person.last_interaction).astimezone(VN).date() <= last


def _span(period: str, today: date) -> tuple[date, date]:
    if period in PERIODS:
        back, until = PERIODS[period]
        return today - timedelta(days=back), today - timedelta(days=until)
    first, last = period.split(":")
    return date.fromisoformat(first.replace("_", "-")), date.fromisoformat(last.replace("_", "-"))
