"""The world in memory. It changes through `apply` only, so that the journal can play it again."""

from collections import deque
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from zalo_sim.nouns import Code, Delivery, Grant, Message, Person, Refresh, Refusal
from zalo_sim.store import Change

DEFAULT_LIMITS = {"rate_per_minute": 4000, "sub_quota": 2000}
TOGGLES = ("double", "reorder", "bad_signature", "slow", "server_error")


class World:
    def __init__(self) -> None:
        self.people: dict[str, Person] = {}
        self.messages: dict[str, Message] = {}
        self.threads: dict[str, list[Message]] = {}
        self.deliveries: dict[int, Delivery] = {}
        self.codes: dict[str, Code] = {}
        self.grants: dict[str, Grant] = {}
        self.refreshes: dict[str, Refresh] = {}
        self.refusals: deque[Refusal] = deque(maxlen=200)
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
            "person": self._person,
            "clock": self._clock,
            "code": self._code,
            "code_used": self._code_used,
            "grant": self._grant,
            "message": self._message,
            "received": self._received,
            "seen": self._seen,
            "interaction": self._interaction,
            "follow": self._follow,
            "webhook": self._webhook,
            "queue": self._queue,
            "attempt": self._attempt,
            "toggle": self._toggle,
            "offline": self._offline,
            "limits": self._limits,
            "faults": self._faults,
            "quota": self._quota,
            "refusal": self._refusal,
            "reset": self._reset,
        }

    def apply(self, change: Change) -> None:
        rest = dict(change)
        self._apply[rest.pop("k")](**rest)

    def _reset(self) -> None:
        """Nobody, nothing said, no token; numbers of deliveries are never given twice."""
        number = self.next_delivery
        self.__init__()  # type: ignore[misc]
        self.next_delivery = number

    # -- people and words ------------------------------------------------
    def _person(self, **fields: Any) -> None:
        known = self.people.get(fields["user_id"])
        merged = {**asdict(known), **fields} if known else fields
        self.people[fields["user_id"]] = Person(**merged)

    def _interaction(self, user_id: str, at: int) -> None:
        self.people[user_id].last_interaction = at

    def _follow(self, user_id: str, follows: bool) -> None:
        self.people[user_id].follows = follows

    def _message(self, **fields: Any) -> None:
        message = Message(**fields)
        self.messages[message.message_id] = message
        self.threads.setdefault(message.user_id, []).append(message)

    def _received(self, message_id: str, at: int) -> None:
        self.messages[message_id].received_at = at

    def _seen(self, message_ids: list[str], at: int) -> None:
        for message_id in message_ids:
            self.messages[message_id].seen_at = at

    # -- tokens ----------------------------------------------------------
    def _code(self, **fields: Any) -> None:
        self.codes[fields["code"]] = Code(**fields)

    def _code_used(self, code: str) -> None:
        self.codes[code].used = True

    def _grant(
        self, access_token: str, expires: int, refresh_token: str, refresh_expires: int, spent: str
    ) -> None:
        if spent:
            self.refreshes[spent].used = True
        self.grants[access_token] = Grant(access_token, expires)
        self.refreshes[refresh_token] = Refresh(refresh_token, refresh_expires)

    # -- webhooks --------------------------------------------------------
    def _webhook(self, on: bool, url: str) -> None:
        self.webhook_on, self.webhook_url = on, url

    def _queue(self, **fields: Any) -> None:
        delivery = Delivery(**fields)
        self.deliveries[delivery.number] = delivery
        self.next_delivery = delivery.number + 1

    def _attempt(self, number: int, state: str, result: str, due: int) -> None:
        delivery = self.deliveries[number]
        delivery.attempts += 1
        delivery.state, delivery.result, delivery.due = state, result, due

    # -- controls --------------------------------------------------------
    def _clock(self, offset: int) -> None:
        self.clock_offset = offset

    def _toggle(self, name: str, on: bool) -> None:
        self.toggles[name] = on

    def _offline(self, until: int) -> None:
        self.offline_until = until

    def _limits(self, **limits: int) -> None:
        self.limits.update(limits)

    def _faults(self, faults: list[dict[str, Any]]) -> None:
        self.faults = faults

    def _quota(self, used: int) -> None:
        self.quota_used = used

    def _refusal(self, **fields: Any) -> None:
        self.refusals.append(Refusal(**fields))
