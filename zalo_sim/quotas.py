"""Quotas as the reply to a message and POST /v3.0/oa/quota/message tell them."""

from typing import Any

from zalo_sim.clock import DAY, moment
from zalo_sim.errors import ZaloError
from zalo_sim.nouns import Person
from zalo_sim.simulator import Simulator
from zalo_sim.windows import is_free

# ⚠ Free replies have had no limit since 2026-01-01; how Zalo writes "no limit" is not known.
UNLIMITED = "999999"
ASSET = "5f2b6c1d9e3a4708b6d1"


def left(sim: Simulator) -> int:
    return max(sim.world.limits["sub_quota"] - sim.world.quota_used, 0)


def charged(sim: Simulator, person: Person, now: int) -> tuple[dict[str, str], bool]:
    """The `quota` of the reply after this message, and whether the purse pays; -211 if empty."""
    owner = {"owner_type": "OA", "owner_id": sim.config.oa_id}
    expiry = {"expired_date": f"{moment(now + 30 * DAY):%d/%m/%Y}"}
    if is_free(person, now):
        free = {"quota_type": "reply", "remain": UNLIMITED, "total": UNLIMITED}
        return {**free, **expiry, **owner}, False
    if left(sim) == 0:
        raise ZaloError(-211)
    total = str(sim.world.limits["sub_quota"])
    paid = {"quota_type": "sub_quota", "remain": str(left(sim) - 1), "total": total}
    return {**paid, **expiry, **owner}, True


def of_user(sim: Simulator, person: Person) -> dict[str, Any]:
    free = UNLIMITED if is_free(person, sim.clock.now()) else "0"
    return {
        "last_interaction": str(person.last_interaction or 0),
        "cs_reply": {"remain": free, "total": free},
        "promotion": {
            "daily_remain": "0",
            "daily_total": "0",
            "monthly_remain": "0",
            "monthly_total": "0",
        },
    }


def of_owner(sim: Simulator, body: dict[str, Any]) -> list[dict[str, str]]:
    if body.get("quota_owner") not in ("OA", "App"):
        raise ZaloError(-201, field="quota_owner")
    if body.get("product_type") not in ("cs", "transaction"):
        raise ZaloError(-201, field="product_type")
    now = sim.clock.now()
    return [
        {
            "asset_id": ASSET,
            "product_type": body["product_type"],
            "quota_type": str(body.get("quota_type") or "sub_quota"),
            "valid_through": f"{moment(now + 30 * DAY):%d/%m/%Y}",
            "total": str(sim.world.limits["sub_quota"]),
            "remain": str(left(sim)),
        }
    ]
