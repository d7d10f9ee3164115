"""The account's template messages: declared by a file or a control, read by two calls."""

import json
import re
from pathlib import Path
from typing import Any

from zalo_sim import events_of_account
from zalo_sim.errors import MisuseError, ZaloError
from zalo_sim.nouns import Template
from zalo_sim.simulator import Simulator
from zalo_sim.store import Change

STATUSES = ("ENABLE", "PENDING_REVIEW", "REJECT", "DISABLE")  # 1 to 4 in the call that lists them
QUALITIES = ("HIGH", "MEDIUM", "LOW", "UNDEFINED")
TAGS = ("TRANSACTION", "CUSTOMER_CARE", "PROMOTION")
TYPES = ("STRING", "NUMBER", "DATE", "PHONE", "URL")
FIELDS = set(Template.__annotations__) - {"created"}
MOST = 100
BLANK = re.compile(r"<(\w+)>")
PARAM = {
    "require": True,
    "type": "STRING",
    "maxLength": 100,
    "minLength": 0,
    "acceptNull": False,
}
CHOICES = {"status": STATUSES, "quality": QUALITIES, "tag": TAGS}


def upsert(sim: Simulator, rows: Any) -> list[str]:
    """Declare templates or change them; a changed status or quality is told by a webhook."""
    listed = rows if isinstance(rows, list) else [rows]
    with sim.lock:
        changes = [change for row in listed for change in _changes(sim, row)]
        if changes:
            sim.commit(*changes)
    return [str(row["template_id"]) for row in listed]


def load(sim: Simulator, path: Path) -> None:
    """The templates of a file, those that are not known yet."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    with sim.lock:
        upsert(sim, [row for row in rows if row.get("template_id") not in sim.world.templates])


def _changes(sim: Simulator, row: Any) -> list[Change]:
    if not isinstance(row, dict) or not str(row.get("template_id", "")).isdigit():
        raise MisuseError("Mỗi mẫu tin cần template_id gồm các chữ số.")
    if unknown := set(row) - FIELDS:
        raise MisuseError(f"Không hiểu trường {', '.join(sorted(unknown))} của mẫu tin.")
    for field, allowed in CHOICES.items():
        if row.get(field, allowed[0]) not in allowed:
            raise MisuseError(f"{field} là một trong {', '.join(allowed)}.")
    template_id = str(row["template_id"])
    known = sim.world.templates.get(template_id)
    fields = {**row, "template_id": template_id}
    if known is None and not row.get("text"):
        raise MisuseError("Mẫu tin mới cần text.")
    if known is None:
        fields = {"name": f"Mẫu {template_id}", "created": sim.clock.now(), "params": [], **fields}
    if "text" in fields or "params" in fields:
        text = fields.get("text", known.text if known else "")
        fields["params"] = _params(text, fields.get("params", known.params if known else []))
    changes: list[Change] = [{"k": "template", **fields}]
    for what in ("status", "quality"):
        if known and what in row and row[what] != (before := getattr(known, what)):
            event = f"change_template_{what}"
            changes += events_of_account.template_changed(
                sim, event, template_id, what, before, row[what]
            )
    return changes


def _params(text: str, declared: Any) -> list[dict[str, Any]]:
    """Every blank of the text has a description; those not described are plain words."""
    if not isinstance(declared, list) or not all(isinstance(row, dict) for row in declared):
        raise MisuseError("params là một danh sách.")
    for row in declared:
        wrong = set(row) - {"name", *PARAM}
        if wrong or row.get("type", "STRING") not in TYPES or not row.get("name"):
            raise MisuseError(f"Không đọc được params {row}.")
    described = {row["name"]: {**PARAM, **row} for row in declared}
    for name in BLANK.findall(text):
        described.setdefault(name, {**PARAM, "name": name})
    return list(described.values())


def listed(sim: Simulator, asked: dict[str, Any]) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """GET /template/all?offset&limit≤100&status: the rows and how many there are."""
    offset, limit = _number(asked, "offset", 0), _number(asked, "limit", MOST)
    status = _number(asked, "status", 0)
    if limit > MOST or status > len(STATUSES):
        raise ZaloError(-132)
    wanted = [
        template
        for template in reversed(sim.world.templates.values())
        if not status or template.status == STATUSES[status - 1]
    ]
    rows = [
        {
            "templateId": template.template_id,
            "templateName": template.name,
            "createdTime": template.created,
            "status": template.status,
            "templateQuality": template.quality,
        }
        for template in wanted[offset : offset + limit]
    ]
    return rows, {"total": len(wanted)}


def info(sim: Simulator, asked: dict[str, Any]) -> dict[str, Any]:
    """GET /template/info/v2?template_id."""
    template = sim.world.templates.get(str(asked.get("template_id")))
    if template is None:
        raise ZaloError(-109)
    return {
        "templateId": template.template_id,
        "templateName": template.name,
        "status": template.status,
        "listParams": template.params,
        "listButtons": template.buttons,
        "price_sdt": template.price_sdt,
        "price_uid": template.price_uid,
        "templateQuality": template.quality,
        "templateTag": template.tag,
    }


def quality(sim: Simulator) -> dict[str, str]:
    """GET /quality. ⚠ Only the path is documented."""
    return {"oaCurrentQuality": "HIGH", "oa7dayQuality": "HIGH"}


def _number(asked: dict[str, Any], key: str, default: int) -> int:
    value = str(asked.get(key, default))
    if not value.isdigit():
        raise ZaloError(-132)
    return int(value)
