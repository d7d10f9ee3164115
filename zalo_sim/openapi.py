"""The two Zalo hosts as one table of paths: rate, token, act, envelope."""

import json
from collections.abc import Callable
from typing import Any

from werkzeug.wrappers import Request, Response

from zalo_sim import faults, messages, oauth, quotas, users
from zalo_sim.errors import OAuthError, ZaloError
from zalo_sim.simulator import Simulator

Asked = dict[str, Any]
SUCCESS = {"error": 0, "message": "Success"}


def _gone(sim: Simulator, body: Asked) -> None:
    """Transaction and promotion messages stopped on 2026-03-01. ⚠ The true answer is unknown."""
    raise ZaloError(-233)


def _v2(sim: Simulator, body: Asked) -> None:
    """Text of V2 is shut down; reactions and broadcasts of that address are not played yet."""
    raise ZaloError(-240 if "text" in (body.get("message") or {}) else -233)


def _quota(sim: Simulator, body: Asked) -> Any:
    if "user_id" in body:
        return quotas.of_user(sim, sim.person(body["user_id"]))
    return quotas.of_owner(sim, body)


CALLS: dict[tuple[str, str], Callable[[Simulator, Asked], Any]] = {
    ("POST", "/v3.0/oa/message/cs"): messages.send,
    ("POST", "/v3.0/oa/message/transaction"): _gone,
    ("POST", "/v3.0/oa/message/promotion"): _gone,
    ("POST", "/v2.0/oa/message"): _v2,
    ("GET", "/v3.0/oa/user/detail"): users.detail,
    ("GET", "/v3.0/oa/user/getlist"): users.getlist,
    ("POST", "/v3.0/oa/quota/message"): _quota,
    ("GET", "/v2.0/oa/conversation"): users.conversation,
    ("GET", "/v2.0/oa/listrecentchat"): users.listrecentchat,
    ("GET", "/v2.0/oa/getoa"): lambda sim, asked: users.getoa(sim),
}


def openapi(sim: Simulator, request: Request) -> Response:
    """Any call to openapi.zalo.me. Errors, too, come with HTTP 200."""
    remain = _rate(sim)

    def act() -> Response:
        try:
            with sim.lock:
                return _json({"data": _called(sim, request, remain), **SUCCESS})
        except ZaloError as refused:
            _note(sim, request, refused)
            return _json(refused.body())

    try:
        response = faults.through(sim, request, act)
    except ZaloError as planned:
        _note(sim, request, planned)
        response = _json(planned.body())
    except OAuthError as planned:
        response = _json(planned.body())
    response.headers["X-RateLimit-Limit"] = str(sim.world.limits["rate_per_minute"])
    response.headers["X-RateLimit-Remain"] = str(remain or 0)
    return response


def _called(sim: Simulator, request: Request, remain: int | None) -> Any:
    if remain is None:
        raise ZaloError(-32)
    headers = request.headers
    oauth.check_token(sim, headers.get("access_token"), headers.get("appsecret_proof"))
    call = CALLS.get((request.method, request.path))
    if call is None:
        raise ZaloError(-212)
    return call(sim, _asked(request))


def access_token(sim: Simulator, request: Request) -> Response:
    """POST /v4/oa/access_token."""

    def act() -> Response:
        try:
            return _json(oauth.access_token(sim, request.form, request.headers.get("secret_key")))
        except OAuthError as refused:
            return _json(refused.body())

    try:
        return faults.through(sim, request, act)
    except (OAuthError, ZaloError) as planned:
        return _json(planned.body())


def _rate(sim: Simulator) -> int | None:
    with sim.lock:
        return sim.bucket.take(sim.clock.now(), sim.world.limits["rate_per_minute"])


def _asked(request: Request) -> Asked:
    """The JSON body; for GET the JSON in the query argument `data`."""
    text = request.args.get("data", "{}") if request.method == "GET" else request.get_data()
    try:
        asked = json.loads(text)
    except ValueError:
        asked = None
    if not isinstance(asked, dict):
        raise ZaloError(-201, field="data" if request.method == "GET" else "body")
    return asked


def _json(body: Any) -> Response:
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return Response(text, content_type="application/json; charset=utf-8")


def _note(sim: Simulator, request: Request, refused: ZaloError) -> None:
    """A line for the technical log; a flood of -32 would only hide the rest."""
    if refused.code == -32:
        return
    body = request.get_json(force=True, silent=True) if request.method == "POST" else None
    recipient = body.get("recipient") if isinstance(body, dict) else None
    user_id = recipient.get("user_id") if isinstance(recipient, dict) else ""
    with sim.lock:
        sim.commit(
            {
                "k": "refusal",
                "at": sim.clock.now(),
                "path": request.path,
                "code": refused.code,
                "user_id": user_id if isinstance(user_id, str) else "",
            }
        )
