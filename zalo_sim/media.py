"""Files the simulator keeps, and the addresses under which they can be fetched for a while."""

import hashlib
import hmac
import mimetypes
import secrets
from urllib.parse import quote

from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Request, Response

from zalo_sim.clock import MINUTE
from zalo_sim.nouns import Attachment, Upload
from zalo_sim.simulator import Simulator
from zalo_sim.store import Change

STICKERS = {"cam-on": "Cảm ơn", "dong-y": "Đồng ý", "chao": "Chào"}
INLINE = ("image/", "audio/", "video/")
LARGEST = 10 << 20


def keep(sim: Simulator, data: bytes, kind: str, name: str, owner: str = "") -> Change:
    """The bytes on disk, and the change that makes them known."""
    media_id = secrets.token_urlsafe(24)
    sim.media.mkdir(parents=True, exist_ok=True)
    (sim.media / media_id).write_bytes(data)
    return {
        "k": "upload",
        "media_id": media_id,
        "kind": kind,
        "name": name,
        "mime": mimetypes.guess_type(name)[0] or "application/octet-stream",
        "size": len(data),
        "checksum": hashlib.md5(data, usedforsecurity=False).hexdigest(),
        "at": sim.clock.now(),
        "owner": owner,
    }


def address(sim: Simulator, media_id: str, name: str) -> str:
    """⚠ That these addresses expire is recalled; after how long is the limit `media_minutes`."""
    expires = sim.clock.now() + sim.world.limits["media_minutes"] * MINUTE
    mac = _mac(sim, media_id, expires)
    return f"{sim.base_url}/tep/{media_id}/{expires}/{mac}/{quote(name)}"


def told(sim: Simulator, upload: Change) -> Attachment:
    """The kept file as an attachment of an event."""
    url, kind = address(sim, upload["media_id"], upload["name"]), upload["kind"]
    payload: dict[str, object]
    match kind:
        case "file":
            payload = {
                "url": url,
                "name": upload["name"],
                "size": str(upload["size"]),
                "type": upload["name"].rpartition(".")[2],
                "checksum": upload["checksum"],
            }
        case "audio":
            payload = {"url": url}
        case "video":
            payload = {"url": url, "thumbnail": url, "description": ""}
        case _:
            payload = {"url": url, "thumbnail": url}
    return {"type": kind, "payload": payload}


def sticker(sim: Simulator, sticker_id: str) -> Attachment:
    shown = sticker_id if sticker_id in STICKERS else "chao"
    url = f"{sim.base_url}/static/stickers/{shown}.svg"
    return {"type": "sticker", "payload": {"id": sticker_id, "url": url}}


def fetch(
    sim: Simulator, request: Request, media_id: str, expires: int, mac: str, name: str
) -> Response:
    """The file while its address lives, 404 afterwards."""
    given = hmac.compare_digest(mac.encode(), _mac(sim, media_id, expires).encode())
    upload = sim.world.uploads.get(media_id)
    if not given or upload is None or expires <= sim.clock.now():
        raise NotFound
    return _served(sim, upload)


def shown(sim: Simulator, request: Request, media_id: str) -> Response:
    """The same file for the phone pages, where nothing expires."""
    upload = sim.world.uploads.get(media_id)
    if upload is None:
        raise NotFound
    return _served(sim, upload)


def _served(sim: Simulator, upload: Upload) -> Response:
    try:
        data = (sim.media / upload.media_id).read_bytes()
    except FileNotFoundError:
        raise NotFound from None
    response = Response(data, content_type=upload.mime)
    if not upload.mime.startswith(INLINE) or "svg" in upload.mime:
        name = quote(upload.name)
        response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response


def _mac(sim: Simulator, media_id: str, expires: int) -> str:
    key, text = sim.config.secret.encode(), f"{media_id} {expires}".encode()
    return hmac.new(key, text, hashlib.sha256).hexdigest()[:20]
