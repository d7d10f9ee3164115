"""The purchased rights to hold groups: POST /v3.0/oa/quota/group."""

from typing import Any

from zalo_sim.clock import DAY, moment
from zalo_sim.errors import ZaloError
from zalo_sim.nouns import Asset
from zalo_sim.simulator import Simulator

PRODUCTS = ("gmf10", "gmf50", "gmf100", "gmf1000")
RENEWED = 30 * DAY
GRACE = 45 * DAY  # a group lapses so long after its asset


def of_groups(sim: Simulator, asked: dict[str, Any]) -> list[dict[str, Any]]:
    if asked.get("quota_owner") != "OA":
        raise ZaloError(-201, field="quota_owner")
    if asked.get("product_type") not in PRODUCTS:
        raise ZaloError(-201, field="product_type")
    if asked.get("quota_type", "sub_quota") not in ("sub_quota", "purchase_quota", "reward_quota"):
        raise ZaloError(-201, field="quota_type")
    return [
        row(sim, asset)
        for asset in sim.world.assets.values()
        if asset.product_type == asked["product_type"]
    ]


def row(sim: Simulator, asset: Asset) -> dict[str, Any]:
    used = user_of(sim, asset)
    return {
        "asset_id": asset.asset_id,
        "product_type": asset.product_type,
        "quota_type": "sub_quota",
        "valid_through": f"{moment(valid_through(sim, asset)):%d/%m/%Y}",
        "auto_renew": asset.valid_through is None,
        "status": "used" if used else "available",
        "used_id": used,
    }


def size(asset: Asset) -> int:
    """How many a group of this asset holds: gmf50 holds 50."""
    return int(asset.product_type.removeprefix("gmf"))


def user_of(sim: Simulator, asset: Asset) -> str:
    """The group that uses it, or nothing."""
    for group in sim.world.groups.values():
        if group.asset_id == asset.asset_id and not group.deleted:
            return group.group_id
    return ""


def valid_through(sim: Simulator, asset: Asset) -> int:
    return sim.clock.now() + RENEWED if asset.valid_through is None else asset.valid_through


def lapses(sim: Simulator, asset: Asset) -> int:
    return valid_through(sim, asset) + GRACE


def check_free(sim: Simulator, asset_id: Any, used: int) -> Asset:
    """The asset, or -201; `used` is the number when a group has it or it has lapsed."""
    asset = sim.world.assets.get(asset_id) if isinstance(asset_id, str) else None
    if asset is None:
        raise ZaloError(-201, field="asset_id")
    if user_of(sim, asset) or valid_through(sim, asset) <= sim.clock.now():
        raise ZaloError(used)
    return asset
