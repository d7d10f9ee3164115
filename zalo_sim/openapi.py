"""The Zalo hosts as tables of paths: rate, token, state of the account, act, envelope."""

import json
from collections.abc import Callable
from typing import Any

from werkzeug.wrappers import Request, Response

from zalo_sim import (
    account,
    assets,
    by_phone,
    by_uid,
    faults,
    group_talk,
    groups,
    messages,
    oauth,
    quotas,
    reactions,
    tags,
    templates,
    uploads,
    users,
)
from zalo_sim.errors import OAuthError, ZaloError
from zalo_sim.simulator import Simulator
from zalo_sim.store import dump

Asked = dict[str, Any]
Call = Callable[[Simulator, Asked], Any]
SUCCESS = {"error": 0, "message": "Success"}
JSON = "application/json; charset=utf-8"
UPLOAD = "/v2.0/oa/upload/"


def _gone(sim: Simulator, body: Asked) -> None:
    """Transaction and promotion messages stopped on 2026-03-01. ⚠ The true answer is unknown."""
    raise ZaloError(-233)


def _quota(sim: Simulator, body: Asked) -> Any:
    if "user_id" in body:
        return quotas.of_user(sim, sim.person(body["user_id"]))
    return quotas.of_owner(sim, body)


def _members(act: str) -> Call:
    return lambda sim, asked: groups.change_members(sim, asked, act)


V3, V2 = "/v3.0/oa", "/v2.0/oa"
CALLS: dict[tuple[str, str], Call] = {
    ("POST", f"{V3}/message/cs"): messages.send,
    ("POST", f"{V3}/message/template"): by_uid.send,
    ("POST", f"{V3}/message/transaction"): _gone,
    ("POST", f"{V3}/message/promotion"): _gone,
    ("POST", f"{V2}/message"): reactions.v2,
    ("GET", f"{V3}/user/detail"): users.detail,
    ("GET", f"{V3}/user/getlist"): users.getlist,
    ("POST", f"{V3}/quota/message"): _quota,
    ("POST", f"{V3}/quota/group"): assets.of_groups,
    ("GET", f"{V2}/conversation"): users.conversation,
    ("GET", f"{V2}/listrecentchat"): users.listrecentchat,
    ("GET", f"{V2}/getoa"): lambda sim, asked: users.getoa(sim),
    ("POST", f"{V2}/tag/tagfollower"): tags.put,
    ("POST", f"{V2}/tag/rmfollowerfromtag"): tags.take,
    ("POST", f"{V2}/tag/rmtag"): tags.remove,
    ("GET", f"{V2}/tag/gettagsofoa"): tags.listed,
    ("POST", f"{V3}/group/message"): group_talk.send,
    ("POST", f"{V3}/group/creategroupwithoa"): groups.create,
    ("GET", f"{V3}/group/getgroup"): groups.get,  # ⚠ the sources disagree about this name
    ("GET", f"{V3}/group/getgroupsofoa"): groups.listed,
    ("POST", f"{V3}/group/updateinfo"): groups.update_info,
    ("POST", f"{V3}/group/updateasset"): groups.update_asset,
    ("POST", f"{V3}/group/delete"): groups.delete,
    ("GET", f"{V3}/group/listmember"): lambda s, a: groups.people_of(s, a, "members"),
    ("GET", f"{V3}/group/listpendinginvite"): lambda s, a: groups.people_of(s, a, "pending"),
    ("GET", f"{V3}/group/conversation"): group_talk.conversation,
    ("GET", f"{V3}/group/listrecentchat"): group_talk.listrecentchat,
    **{
        ("POST", f"{V3}/group/{act}"): _members(act)
        for act in (
            "invite",
            "acceptpendinginvite",
            "rejectpendinginvite",
            "addadmins",
            "removeadmins",
            "removemembers",
        )
    },
}
TEMPLATE_CALLS: dict[tuple[str, str], Call] = {
    ("POST", "/message/template"): by_phone.send,
    ("POST", "/message/template/hashphone"): by_phone.send_hashed,
    ("GET", "/message/status"): by_phone.status,
    ("GET", "/message/quota"): lambda sim, asked: by_phone.quota(sim),
    ("GET", "/template/all"): templates.listed,
    ("GET", "/template/info/v2"): templates.info,
    ("GET", "/quality"): lambda sim, asked: templates.quality(sim),
    ("POST", "/rating/get"): by_phone.ratings,
}
TEMPLATE_PATHS = {path for _, path in TEMPLATE_CALLS}
OF_THE_TEMPLATE_HOST = {-216: -124, -220: -124, -242: -1241, -201: -132}


def openapi(sim: Simulator, request: Request) -> Response:
    """Any call to openapi.zalo.me. Errors, too, come with HTTP 200."""
    remain = _rate(sim)
    response = _answered(sim, request, lambda: _called(sim, request, remain))
    response.headers["X-RateLimit-Limit"] = str(sim.world.limits["rate_per_minute"])
    response.headers["X-RateLimit-Remain"] = str(remain or 0)
    return response


def business(sim: Simulator, request: Request) -> Response:
    """Any call to the host of template messages, which has numbers of its own."""

    def act() -> Any:
        try:
            _check_rate(_rate(sim))
            _check_token(sim, request)
            account.check_template_host(sim)
            call = TEMPLATE_CALLS.get((request.method, request.path))
            if call is None:
                raise ZaloError(-132)
            return call(sim, _asked(request))
        except ZaloError as refused:
            raise ZaloError(OF_THE_TEMPLATE_HOST.get(refused.code, refused.code)) from None

    return _answered(sim, request, act)


def _answered(sim: Simulator, request: Request, call: Callable[[], Any]) -> Response:
    """The envelope around an act, bent by whatever trouble is planned."""

    def act() -> Response:
        try:
            with sim.lock:
                data = call()
        except ZaloError as refused:
            _note(sim, request, refused)
            return _json(refused.body())
        if isinstance(data, tuple):  # rows, and how many there are in all
            return _json({"data": data[0], "metadata": data[1], **SUCCESS})
        return _json({"data": data, **SUCCESS})

    try:
        return faults.through(sim, request, act)
    except ZaloError as planned:
        _note(sim, request, planned)
        return _json(planned.body())
    except OAuthError as planned:
        return _json(planned.body())


def _called(sim: Simulator, request: Request, remain: int | None) -> Any:
    _check_rate(remain)
    _check_token(sim, request)
    method, path = request.method, request.path
    account.check(sim, path)
    if method == "POST" and path.startswith(UPLOAD) and path[len(UPLOAD) :] in uploads.KINDS:
        return uploads.upload(sim, request, path[len(UPLOAD) :])
    call = CALLS.get((method, path))
    if call is None:
        raise ZaloError(-212)
    return call(sim, _asked(request))


def _check_rate(remain: int | None) -> None:
    if remain is None:
        raise ZaloError(-32)


def _check_token(sim: Simulator, request: Request) -> None:
    environ = request.environ
    token, proof = environ.get("HTTP_ACCESS_TOKEN"), environ.get("HTTP_APPSECRET_PROOF")
    oauth.check_token(sim, token, proof)


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
    """The JSON body; for GET the JSON in the query argument `data`, or the arguments themselves."""
    if request.method == "GET" and "data" not in request.args:
        return dict(request.args)
    text = request.args["data"] if request.method == "GET" else request.get_data()
    try:
        asked = json.loads(text)
    except ValueError:
        asked = None
    if not isinstance(asked, dict):
        raise ZaloError(-201, field="data" if request.method == "GET" else "body")
    return asked


def _json(body: Any) -> Response:
    return Response(dump(body), content_type=JSON)


def _note(sim: Simulator, request: Request, refused: ZaloError) -> None:
    """A line for the technical log; a flood of -32 would only hide the rest."""
    if refused.code == -32:
        return
    body = request.get_json(force=True, silent=True) if request.method == "POST" else None
    recipient = body.get("recipient", body) if isinstance(body, dict) else None
    user_id = recipient.get("user_id") if isinstance(recipient, dict) else ""
    if isinstance(recipient, dict) and isinstance(recipient.get("phone"), str):
        user_id = sim.world.phones.get(recipient["phone"], "")
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
