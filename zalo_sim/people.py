"""The people of the simulator: read from a file, or upserted by a test."""

import json
import re
from pathlib import Path
from typing import Any

from zalo_sim.clock import parse
from zalo_sim.errors import MisuseError
from zalo_sim.simulator import Simulator
from zalo_sim.store import Change

LONG_AGO = "60 days ago"  # as in life: most followers have not written for months
FIELDS = {
    "user_id",
    "user_id_by_app",
    "name",
    "role",
    "follows",
    "last_interaction",
    "last_online",
    "blocked",
    "phone",
    "admin",
    "invitable",
    "template_refusal",
    "sms_fails",
}
TEMPLATE_REFUSALS = (0, -114, -119, -139, -140, -141)
_PHONE = re.compile(r"(?:0|\+?84)(\d{9})")
MOMENTS = ("last_interaction", "last_online")


def change_of(given: Any, now: int, *, known: bool) -> Change:
    """One row of the file as a change. Only the given fields of a known person change."""
    if not isinstance(given, dict) or not str(given.get("user_id", "")).isdigit():
        raise MisuseError("Mỗi người cần user_id gồm các chữ số.")
    if unknown := set(given) - FIELDS:
        raise MisuseError(f"Không hiểu trường {', '.join(sorted(unknown))}.")
    row = dict(given)
    if not known:
        if not row.get("name"):
            raise MisuseError(f"Người {row['user_id']} chưa có tên.")
        row.setdefault("user_id_by_app", row["user_id"][::-1])
        row.setdefault("last_interaction", LONG_AGO)
    if row.get("template_refusal", 0) not in TEMPLATE_REFUSALS:
        raise MisuseError(f"template_refusal là một trong {TEMPLATE_REFUSALS}.")
    if row.get("phone"):
        found = _PHONE.fullmatch(str(row["phone"]).replace(" ", ""))
        if not found:
            raise MisuseError(f"Số điện thoại {row['phone']} không đúng.")
        row["phone"] = f"84{found[1]}"
    for key in MOMENTS:
        if isinstance(row.get(key), str):
            try:
                row[key] = parse(row[key], now)
            except ValueError:
                raise MisuseError(f"Không đọc được thời điểm “{row[key]}”.") from None
    return {"k": "person", **row}


def upsert(sim: Simulator, rows: Any) -> list[str]:
    """Add people or change the given fields; returns their ids. Raises no webhook."""
    listed = rows if isinstance(rows, list) else [rows]
    with sim.lock:
        now = sim.clock.now()
        changes = [
            change_of(
                row, now, known=isinstance(row, dict) and row.get("user_id") in sim.world.people
            )
            for row in listed
        ]
        if changes:
            sim.commit(*changes)
    return [change["user_id"] for change in changes]


def load(sim: Simulator, path: Path) -> None:
    """Add the people of the file that are not known yet; the others go on as they were."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    with sim.lock:
        upsert(sim, [row for row in rows if row.get("user_id") not in sim.world.people])
