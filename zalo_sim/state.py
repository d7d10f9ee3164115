"""The world in memory. It changes through `apply` only, so that the journal can play it again."""

import hashlib
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from zalo_sim.nouns import (
    Asset,
    Code,
    Delivery,
    Grant,
    Group,
    Message,
    Person,
    Refresh,
    Refusal,
    Sms,
    Template,
    Upload,
)
from zalo_sim.store import Change

DEFAULT_LIMITS = {
    "rate_per_minute": 4000,
    "sub_quota": 2000,
    "template_daily": 5000,  # ⚠ of a new Official Account
    "balance": 1_000_000_000,  # đồng
    "dev_balance": 1_000_000,  # đồng
    "uploads_per_month": 5000,
    "recipient_daily": 0,  # ⚠ the number is not documented; 0 is none
    "media_minutes": 60,  # ⚠ that the URLs expire is recalled, when is not
    "received_seconds": 0,
    "late_seconds": 60,
    "sms_balance": 1_000_000_000,  # đồng
}
TOGGLES = (
    "double",
    "reorder",
    "bad_signature",
    "slow",
    "server_error",
    "late",
    "oa_id_first",
    "app_secret",
    "bare_mac",
    "spaced_mac",
    "flat_info",
    "other_names",
)
OA = {
    "state": "active",
    "app": "active",
    "authorised": True,
    "verified": True,
    "package": "advanced",
    "kind": "authority",
    "templates": True,
    "cloud": "linked",
    "standards": True,
}
SMS = {"brandnames": [], "templates": [], "blocked": False}
ASSETS = {f"{number:x}5f2b6c1d9e3a4708b6d": f"gmf{number}" for number in (10, 50, 100, 1000)}
KEPT = 500  # deliveries that are over, as the page and /sim/state show them


def hashed(phone: str) -> str:
    """The sha256 of 84…, by which a number is named without being shown."""
    return hashlib.sha256(phone.encode()).hexdigest()


class World:
    def __init__(self) -> None:
        self.people: dict[str, Person] = {}
        self.phones: dict[str, str] = {}
        self.hashes: dict[str, str] = {}
        self.messages: dict[str, Message] = {}
        self.threads: dict[str, list[Message]] = {}
        self.deliveries: dict[int, Delivery] = {}
        self.over: deque[int] = deque()
        self.delivered: Counter[str] = Counter()
        self.waiting = 0
        self.codes: dict[str, Code] = {}
        self.grants: dict[str, Grant] = {}
        self.refreshes: dict[str, Refresh] = {}
        self.refusals: deque[Refusal] = deque(maxlen=200)
        self.templates: dict[str, Template] = {}
        self.feedback: list[dict[str, Any]] = []
        self.groups: dict[str, Group] = {}
        self.assets = {key: Asset(key, kind) for key, kind in ASSETS.items()}
        self.tags: dict[str, list[str]] = {}
        self.uploads: dict[str, Upload] = {}
        self.sms: dict[str, Sms] = {}
        self.sms_requests: set[str] = set()
        self.sms_settings: dict[str, Any] = dict(SMS)
        self.oa: dict[str, Any] = dict(OA)
        self.counts: Counter[str] = Counter()
        self.toggles: dict[str, bool] = dict.fromkeys(TOGGLES, False)
        self.limits: dict[str, int] = dict(DEFAULT_LIMITS)
        self.quota_used = 0
        self.offline_until = 0
        self.faults: list[dict[str, Any]] = []
        self.webhook_on = True
        self.webhook_url = ""
        self.clock_offset = 0
        self.next_delivery = 1
        self._apply: dict[str, Callable[..., None]] = {
            name[4:]: getattr(self, name) for name in dir(self) if name.startswith("_do_")
        }

    def apply(self, change: Change) -> None:
        rest = dict(change)
        self._apply[rest.pop("k")](**rest)

    def _do_reset(self) -> None:
        """Nobody, nothing said, no token; numbers of deliveries are never given twice."""
        number = self.next_delivery
        self.__init__()  # type: ignore[misc]
        self.next_delivery = number

    # -- people and words ------------------------------------------------
    def _do_person(self, **fields: Any) -> None:
        user_id = fields["user_id"]
        known = self.people.get(user_id)
        if known and known.phone:
            self.phones.pop(known.phone, None)
            self.hashes.pop(hashed(known.phone), None)
        person = Person(**({**asdict(known), **fields} if known else fields))
        self.people[user_id] = person
        if person.phone:
            self.phones[person.phone] = user_id
            self.hashes[hashed(person.phone)] = user_id

    def _do_interaction(self, user_id: str, at: int) -> None:
        self.people[user_id].last_interaction = at

    def _do_follow(self, user_id: str, follows: bool) -> None:
        self.people[user_id].follows = follows

    def _do_message(self, **fields: Any) -> None:
        message = Message(**fields)
        self.messages[message.message_id] = message
        key = message.group_id or message.user_id
        self.threads.setdefault(key, []).append(message)

    def _do_received(self, message_id: str, at: int) -> None:
        self.messages[message_id].received_at = at

    def _do_seen(self, message_ids: list[str], at: int) -> None:
        for message_id in message_ids:
            self.messages[message_id].seen_at = at

    def _do_reaction(self, message_id: str, who: str, icon: str) -> None:
        reactions = self.messages[message_id].reactions
        if icon:
            reactions[who] = icon
        else:
            reactions.pop(who, None)

    # -- tokens ----------------------------------------------------------
    def _do_code(self, **fields: Any) -> None:
        self.codes[fields["code"]] = Code(**fields)

    def _do_code_used(self, code: str) -> None:
        self.codes[code].used = True

    def _do_grant(
        self, access_token: str, expires: int, refresh_token: str, refresh_expires: int, spent: str
    ) -> None:
        if spent:
            self.refreshes[spent].used = True
        self.grants[access_token] = Grant(access_token, expires)
        self.refreshes[refresh_token] = Refresh(refresh_token, refresh_expires)

    # -- webhooks --------------------------------------------------------
    def _do_webhook(self, on: bool, url: str) -> None:
        self.webhook_on, self.webhook_url = on, url

    def _do_queue(self, **fields: Any) -> None:
        delivery = Delivery(**fields)
        self.deliveries[delivery.number] = delivery
        self.next_delivery = delivery.number + 1
        self.waiting += 1
        self._ended(delivery)

    def _do_attempt(self, number: int, state: str, result: str, due: int) -> None:
        delivery = self.deliveries[number]
        delivery.attempts += 1
        if delivery.state != "waiting":  # given up by the ladder of another, yet answered after all
            self.delivered[delivery.state] -= 1
            self.over.remove(number)
            self.waiting += 1
        delivery.state, delivery.result, delivery.due = state, result, due
        self._ended(delivery)

    def _ended(self, delivery: Delivery) -> None:
        """Only the last few that are over are kept: a bench raises hundreds of thousands."""
        if delivery.state == "waiting":
            return
        self.waiting -= 1
        self.delivered[delivery.state] += 1
        self.over.append(delivery.number)
        if len(self.over) > KEPT:
            self.deliveries.pop(self.over.popleft(), None)

    # -- templates, groups, tags, files, SMS -----------------------------
    def _do_template(self, **fields: Any) -> None:
        known = self.templates.get(fields["template_id"])
        merged = {**asdict(known), **fields} if known else fields
        self.templates[fields["template_id"]] = Template(**merged)

    def _do_feedback(self, **fields: Any) -> None:
        self.feedback.append(fields)

    def _do_group(self, **fields: Any) -> None:
        known = self.groups.get(fields["group_id"])
        merged = {**asdict(known), **fields} if known else fields
        self.groups[fields["group_id"]] = Group(**merged)

    def _do_asset(self, **fields: Any) -> None:
        self.assets[fields["asset_id"]] = Asset(**fields)

    def _do_tag(self, name: str, user_ids: list[str] | None) -> None:
        """Who carries the tag now; None when the tag is no more."""
        if user_ids is None:
            self.tags.pop(name, None)
        else:
            self.tags[name] = user_ids

    def _do_upload(self, **fields: Any) -> None:
        self.uploads[fields["media_id"]] = Upload(**fields)

    def _do_sms(self, **fields: Any) -> None:
        self.sms[fields["sms_id"]] = Sms(**fields)
        self.sms_requests.add(fields["request_id"])

    def _do_sms_settings(self, **fields: Any) -> None:
        self.sms_settings.update(fields)

    def _do_count(self, **spent: int) -> None:
        """Counters and purses, by name: `balance`, `template 2026-11-22`…"""
        for name, now in spent.items():  # `update` of a Counter would add
            self.counts[name] = now

    # -- controls --------------------------------------------------------
    def _do_oa(self, **fields: Any) -> None:
        self.oa.update(fields)

    def _do_clock(self, offset: int) -> None:
        self.clock_offset = offset

    def _do_toggle(self, name: str, on: bool) -> None:
        self.toggles[name] = on

    def _do_offline(self, until: int) -> None:
        self.offline_until = until

    def _do_limits(self, **limits: int) -> None:
        self.limits.update(limits)

    def _do_faults(self, faults: list[dict[str, Any]]) -> None:
        self.faults = faults

    def _do_quota(self, used: int) -> None:
        self.quota_used = used

    def _do_refusal(self, **fields: Any) -> None:
        self.refusals.append(Refusal(**fields))
