"""The state of the Official Account itself, which may forbid everything."""

from typing import Any

from zalo_sim.errors import MisuseError, ZaloError
from zalo_sim.simulator import Simulator
from zalo_sim.state import OA

CHOICES: dict[str, tuple[Any, ...]] = {
    "state": ("active", "disabled", "gone"),
    "app": ("active", "inactive", "removed"),
    "authorised": (True, False),
    "verified": (True, False),
    "package": ("premium", "advanced", "basic"),
    "kind": ("authority", "media"),
    "templates": (True, False),
    "cloud": ("linked", "missing", "empty"),
    "standards": (True, False),
}
# What forbids every call, and what forbids only sending and groups.
ALWAYS = (
    ("state", "disabled", -204),
    ("state", "gone", -205),
    ("app", "inactive", -209),
    ("app", "removed", -219),
    ("authorised", False, -223),
)
WHEN_SENDING = (("verified", False, -221), ("kind", "media", -235), ("standards", False, -248))


def check(sim: Simulator, path: str) -> None:
    """Raises what stands against a call to openapi.zalo.me."""
    oa = sim.world.oa
    if oa == OA:
        return
    for field, value, code in ALWAYS:
        if oa[field] == value:
            raise ZaloError(code)
    if ("/message" in path and "/quota/" not in path) or "/group/" in path:
        for field, value, code in WHEN_SENDING:
            if oa[field] == value:
                raise ZaloError(code)


def check_template_host(sim: Simulator) -> None:
    """Raises what stands against a call to the template host."""
    if sim.world.oa["state"] == "gone":
        raise ZaloError(-125)


def change(sim: Simulator, asked: dict[str, Any]) -> dict[str, Any]:
    """POST /sim/oa: only the given fields."""
    for name, value in asked.items():
        if name not in CHOICES or value not in CHOICES[name]:
            raise MisuseError(f"Không đặt được {name} = {value} cho trang.")
    with sim.lock:
        sim.commit({"k": "oa", **asked})
    return dict(sim.world.oa)
