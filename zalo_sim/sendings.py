"""What a resident sends that is not only words: pictures, files, places, stickers, links."""

import base64
import binascii
import json
import re
from typing import Any

from zalo_sim import media
from zalo_sim.errors import MisuseError
from zalo_sim.nouns import Attachment
from zalo_sim.simulator import Simulator
from zalo_sim.store import Change

KEPT = {"image": "anh.jpg", "gif": "anh.gif", "audio": "loi.amr", "video": "phim.mp4", "file": ""}
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def attached(sim: Simulator, user_id: str, rows: Any) -> tuple[str, list[Attachment], list[Change]]:
    """Kind, attachments as the event tells them, and the files to be kept with the message."""
    if not rows:
        return "text", [], []
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise MisuseError("attachments là một danh sách.")
    kinds = {row.get("type") for row in rows}
    if len(kinds) != 1:
        raise MisuseError("Mỗi tin chỉ một loại đính kèm.")
    kept: list[Change] = []
    told = [_one(sim, user_id, row, kept) for row in rows]
    return str(kinds.pop()), told, kept


def _one(sim: Simulator, user_id: str, row: dict[str, Any], kept: list[Change]) -> Attachment:
    kind = row.get("type")
    if kind in KEPT:
        return _file(sim, user_id, row, kept)
    match kind:
        case "sticker":
            return media.sticker(sim, str(row.get("id") or "chao"))
        case "location":
            place = {key: row.get(key) for key in ("latitude", "longitude")}
            if not all(_NUMBER.fullmatch(str(value)) for value in place.values()):
                raise MisuseError("Vị trí cần latitude và longitude.")
            return {"type": kind, "payload": {"coordinates": place}}
        case "link":
            keys = ("url", "thumbnail", "description")
            return {"type": kind, "payload": {key: str(row.get(key) or "") for key in keys}}
        case "business_card":
            card = {"phone": str(row.get("phone") or ""), "qrCodeUrl": row.get("qrCodeUrl") or ""}
            url = str(row.get("url") or "")
            payload = {"url": url, "thumbnail": url, "description": json.dumps(card)}
            return {"type": "link", "payload": payload}
        case _:
            raise MisuseError(f"Không gửi được loại “{kind}”.")


def _file(sim: Simulator, user_id: str, row: dict[str, Any], kept: list[Change]) -> Attachment:
    """Its bytes as base64 (`data`), or an address told as it is."""
    kind = str(row["type"])
    name = str(row.get("name") or KEPT[kind] or "tep.bin").replace("\\", "/").rpartition("/")[2]
    if row.get("data") is None:
        return _elsewhere(kind, name, row)
    try:
        data = (
            row["data"]
            if isinstance(row["data"], bytes)
            else base64.b64decode(row["data"], validate=True)
        )
    except (binascii.Error, TypeError, ValueError):
        raise MisuseError("data phải là base64.") from None
    if len(data) > media.LARGEST:
        raise MisuseError(f"Tệp lớn hơn {media.LARGEST >> 20} MB.")
    change = media.keep(sim, data, kind, name, owner=user_id)
    kept.append(change)
    return media.told(sim, change)


def _elsewhere(kind: str, name: str, row: dict[str, Any]) -> Attachment:
    url = row.get("url")
    if not isinstance(url, str) or not url:
        raise MisuseError("Đính kèm cần data (base64) hoặc url.")
    payload: dict[str, Any] = {"url": url}
    if kind == "file":
        size, ending = str(row.get("size") or "0"), name.rpartition(".")[2]
        payload |= {"name": name, "size": size, "type": ending, "checksum": row.get("checksum", "")}
    elif kind != "audio":
        payload["thumbnail"] = row.get("thumbnail") or url
        if kind == "video":
            payload["description"] = str(row.get("description") or "")
    return {"type": kind, "payload": payload}
