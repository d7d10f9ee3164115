"""When the network or Zalo itself misbehaves: what is asked for by toggles or by /sim/fail-next.

`act` is the honest answer. Some troubles let it happen and lose the answer: to the caller those
sends are ambiguous, and the phone shows the message all the same.
"""

import time
from collections.abc import Callable
from typing import Any, NoReturn

from werkzeug.wrappers import Request, Response

from zalo_sim.errors import OAUTH, WORDS, MisuseError, OAuthError, ZaloError
from zalo_sim.simulator import Simulator

OFFLINE_FOR = 30_000  # of the simulator's clock
SECONDS = {"timeout_after": 35.0, "timeout_before": 35.0, "slow": 5.0}
MODES = {
    "timeout_after",
    "timeout_before",
    "drop_after",
    "drop_before",
    "html",
    "500",
    "truncated",
    "slow",
    "lie",
    "error",
}
HTML = "<html><head><title>502 Bad Gateway</title></head><body><h1>502</h1></body></html>"


def fail_next(sim: Simulator, asked: dict[str, Any]) -> None:
    """Plan trouble for the next `times` calls of a path ("*" for any)."""
    mode = "error" if "error" in asked else asked.get("mode")
    if mode not in MODES:
        raise MisuseError(f"Không có kiểu trục trặc “{mode}”. Có: {', '.join(sorted(MODES))}.")
    if mode == "error" and asked.get("error") not in {*WORDS, *OAUTH}:
        raise MisuseError(f"Không có mã lỗi {asked.get('error')}.")
    times = asked.get("times", 1)
    if not isinstance(times, int) or times < 1:
        raise MisuseError("times là số lần, từ 1.")
    fault = {
        "path": str(asked.get("path", "*")),
        "mode": mode,
        "times": times,
        "seconds": float(asked.get("seconds", SECONDS.get(mode, 0.0))),
        "error": asked.get("error", 0),
    }
    with sim.lock:
        sim.commit({"k": "faults", "faults": [*sim.world.faults, fault]})


def toggle(sim: Simulator, name: object, on: bool | None = None) -> None:
    """Switch a trouble on or off, or over when `on` is None."""
    with sim.lock:
        world = sim.world
        if name == "offline":
            now = sim.clock.now()
            wanted = now >= world.offline_until if on is None else on
            sim.commit({"k": "offline", "until": now + OFFLINE_FOR if wanted else 0})
        elif isinstance(name, str) and name in world.toggles:
            wanted = not world.toggles[name] if on is None else on
            sim.commit({"k": "toggle", "name": name, "on": wanted})
        else:
            raise MisuseError(f"Không có công tắc “{name}”.")


def through(sim: Simulator, request: Request, act: Callable[[], Response]) -> Response:
    """The answer to an API call, bent by whatever trouble is planned or switched on."""
    trouble = _take(sim, request.path) or _standing(sim)
    seconds = trouble.get("seconds", 0.0)
    match trouble.get("mode"):
        case "timeout_before" | "drop_before":
            _drop(request, seconds)
        case "timeout_after" | "drop_after":
            act()
            _drop(request, seconds)
        case "slow":
            response = act()
            time.sleep(seconds)
            return response
        case "truncated":
            return _truncated(act())
        case "html":
            return Response(HTML, content_type="text/html")
        case "500":
            return Response("Internal Server Error", status=500, content_type="text/plain")
        case "lie":
            return Response('{"error":0,"message":"Success"}', content_type="application/json")
        case "error" if trouble["error"] in OAUTH:
            raise OAuthError(trouble["error"], "planned by /sim/fail-next")
        case "error":
            raise ZaloError(trouble["error"])
        case _:
            pass
    return act()


def _take(sim: Simulator, path: str) -> dict[str, Any]:
    with sim.lock:
        for place, fault in enumerate(sim.world.faults):
            if fault["path"] in ("*", path):
                left = {**fault, "times": fault["times"] - 1}
                rest = [left] if left["times"] else []
                faults = [*sim.world.faults[:place], *rest, *sim.world.faults[place + 1 :]]
                sim.commit({"k": "faults", "faults": faults})
                return fault
    return {}


def _standing(sim: Simulator) -> dict[str, Any]:
    with sim.lock:
        world = sim.world
        if sim.clock.now() < world.offline_until:
            return {"mode": "drop_after"}
        if world.toggles["server_error"]:
            return {"mode": "500"}
        if world.toggles["slow"]:
            return {"mode": "slow", "seconds": SECONDS["slow"]}
    return {}


def _drop(request: Request, seconds: float) -> NoReturn:
    """Say nothing, then hang up: the server closes the connection without a word."""
    time.sleep(seconds)
    raise ConnectionAbortedError("dropped on purpose")


def _truncated(response: Response) -> Response:
    """Half the body under the whole body's length, and then nothing more."""
    whole = response.get_data()
    response.set_data(whole[: len(whole) // 2])
    response.headers["Content-Length"] = str(len(whole))
    response.headers["Connection"] = "close"
    return response
