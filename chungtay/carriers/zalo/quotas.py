"""What Zalo still lets an account send: `POST /v3.0/oa/quota/message` (zalo.md 1.4).

Asked of a person it tells the window that their last word opened; asked of the account, what was
bought.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from chungtay.carriers.outcome import Quota
from chungtay.carriers.wire import Wire
from chungtay.carriers.zalo.client import Account, count, told

PATH = "/v3.0/oa/quota/message"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Window:
    """How things stand with one person; what was not told is None."""

    last_interaction_at: datetime | None
    replies: Quota | None
    promotion_today: Quota | None
    promotion_this_month: Quota | None


@dataclass(frozen=True, slots=True)
class Bought:
    """One asset of the account; `valid_through` as Zalo writes it, dd/mm/yyyy."""

    asset_id: str
    quota: Quota
    valid_through: str


def window(wire: Wire, account: Account, user_id: str) -> Window:
    """What one person may still be sent. Raises `Untold`."""
    data = told(wire, account, "POST", account.api_base + PATH, json={"user_id": user_id})
    data = data if isinstance(data, dict) else {}
    said, promotion = count(data.get("last_interaction")), data.get("promotion")
    return Window(
        last_interaction_at=_EPOCH + timedelta(milliseconds=said) if said else None,
        replies=_quota("reply", data.get("cs_reply"), ""),
        promotion_today=_quota("promotion_daily", promotion, "daily_"),
        promotion_this_month=_quota("promotion_monthly", promotion, "monthly_"),
    )


def bought(
    wire: Wire, account: Account, *, product: str = "cs", kind: str = "sub_quota"
) -> list[Bought]:
    """What the account has bought of a product. Raises `Untold`."""
    asked = {"quota_owner": "OA", "product_type": product, "quota_type": kind}
    data = told(wire, account, "POST", account.api_base + PATH, json=asked)
    rows = [row for row in data if isinstance(row, dict)] if isinstance(data, list) else []
    return [
        Bought(str(row.get("asset_id", ""))[:64], quota, str(row.get("valid_through", ""))[:20])
        for row in rows
        if (quota := _quota(str(row.get("quota_type") or kind)[:24], row, "")) is not None
    ]


def _quota(of: str, told: Any, prefix: str) -> Quota | None:
    if not isinstance(told, dict):
        return None
    remain, total = count(told.get(f"{prefix}remain")), count(told.get(f"{prefix}total"))
    return None if remain is None else Quota(of, remain, total)
