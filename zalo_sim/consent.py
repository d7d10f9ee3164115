"""GET /v4/oa/permission: the page on which the administrator lets the application in."""

from urllib.parse import urlencode

from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from zalo_sim import oauth
from zalo_sim.config import loopback
from zalo_sim.errors import OAuthError
from zalo_sim.pages import render
from zalo_sim.simulator import Simulator


def permission(sim: Simulator, request: Request) -> Response:
    """GET asks, POST agrees: back to redirect_uri with code, oa_id and state."""
    given = request.values
    try:
        oauth.check_app(sim, given.get("app_id"))
        target = _target(given.get("redirect_uri", ""))
    except OAuthError as refused:
        response = render("refused.html", refused=refused.body(), oa_name=sim.config.oa_name)
        response.status_code = 400
        return response
    asked = {
        key: given.get(key, "") for key in ("app_id", "redirect_uri", "code_challenge", "state")
    }
    if request.method == "GET":
        return render("consent.html", asked=asked, oa_name=sim.config.oa_name)
    code = oauth.issue_code(sim, asked["code_challenge"])
    answer = {"code": code, "oa_id": sim.config.oa_id, "state": asked["state"]}
    joint = "&" if "?" in target else "?"
    return redirect(f"{target}{joint}{urlencode(answer)}", code=303)


def _target(redirect_uri: str) -> str:
    try:
        return loopback(redirect_uri)
    except ValueError:
        raise OAuthError(-14003, "redirect_uri is not a loopback address") from None
