"""POST /v2.0/oa/upload/image, gif and file: multipart with one field `file`."""

from typing import Any

from werkzeug.wrappers import Request

from zalo_sim import media
from zalo_sim.clock import moment
from zalo_sim.errors import ZaloError
from zalo_sim.simulator import Simulator

MEGABYTE = 1 << 20
# ⚠ The limit of a gif is recalled, not documented.
KINDS = {
    "image": (("jpg", "jpeg", "png"), 1 * MEGABYTE),
    "gif": (("gif",), 5 * MEGABYTE),
    "file": (("pdf", "doc", "docx", "csv"), 5 * MEGABYTE),
}
MAGIC = {"jpg": b"\xff\xd8\xff", "jpeg": b"\xff\xd8\xff", "png": b"\x89PNG", "gif": b"GIF8"}


def upload(sim: Simulator, request: Request, kind: str) -> dict[str, Any]:
    """An attachment_id (image, gif) or a token (file), good for seven days."""
    given = request.files.get("file")
    if given is None or not given.filename:
        raise ZaloError(-201, field="file")
    name = given.filename.replace("\\", "/").rpartition("/")[2]
    endings, largest = KINDS[kind]
    ending = name.rpartition(".")[2].lower()
    data = given.stream.read()
    if ending not in endings or not data.startswith(MAGIC.get(ending, b"")):
        raise ZaloError(-201, field="file")
    if len(data) > largest:
        raise ZaloError(-210)
    month = f"uploads {moment(sim.clock.now()):%Y-%m}"
    used = sim.world.counts[month]
    if used >= sim.world.limits["uploads_per_month"]:
        raise ZaloError(-211)
    change = media.keep(sim, data, kind, name)
    sim.commit({"k": "count", month: used + 1}, change)
    return {"token" if kind == "file" else "attachment_id": change["media_id"]}
