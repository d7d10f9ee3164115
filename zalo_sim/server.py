"""The map of addresses, and the door: this machine only.

openapi.zalo.me, business.openapi.zalo.me, oauth.zaloapp.com and the SMS gateway share one port
here; their paths do not meet.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from werkzeug.exceptions import Forbidden, HTTPException
from werkzeug.middleware.shared_data import SharedDataMiddleware
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from zalo_sim import consent, control, esms, media, openapi, pages, presses
from zalo_sim.config import LOOPBACK, Config
from zalo_sim.errors import MisuseError, ZaloError
from zalo_sim.simulator import Simulator
from zalo_sim.store import dump
from zalo_sim.webhooks import Courier, Transport, post
from zalo_sim.wire import Server

HOST = "127.0.0.1"
LARGEST_BODY = 1 << 20
LARGEST_FILE = 16 << 20  # of an upload, a picture a resident sends, a long list of people
ROOMY = ("/v2.0/oa/upload/", "/sim/", "/dien-thoai/")
LOCAL = "http://127.0.0.1:* http://localhost:*"
POLICY = (
    "default-src 'self'; base-uri 'none'; object-src 'none'; "
    f"frame-ancestors 'self' {LOCAL}; form-action 'self' {LOCAL}"
)
SAFE = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}

URLS = Map(
    [
        Rule("/", endpoint="phone"),
        Rule("/dien-thoai/<user_id>/", endpoint="phone"),
        Rule("/dien-thoai/<user_id>/tin/", endpoint="chats"),
        Rule("/dien-thoai/<user_id>/manh/", endpoint="fragment"),
        Rule("/dien-thoai/<user_id>/sms/", endpoint="texts", methods=["GET"]),
        Rule("/dien-thoai/<user_id>/nhom/<group_id>/", endpoint="group", methods=["GET"]),
        Rule("/dien-thoai/<user_id>/nhom/<group_id>/<name>/", endpoint="act", methods=["POST"]),
        Rule("/dien-thoai/tep/<media_id>/", endpoint="shown", methods=["GET"]),
        Rule("/tep/<media_id>/<int:expires>/<mac>/<name>", endpoint="fetch", methods=["GET"]),
        Rule("/dien-thoai/<user_id>/<name>/", endpoint="act", methods=["POST"]),
        Rule("/sim/<name>", endpoint="control"),
        Rule("/v4/oa/permission", endpoint="permission", methods=["GET", "POST"]),
        Rule("/v4/oa/access_token", endpoint="access_token", methods=["POST"]),
    ]
)


class App:
    """The WSGI application around one simulator."""

    def __init__(self, sim: Simulator) -> None:
        self.sim = sim
        self._views: dict[str, Callable[..., Response]] = {
            "phone": pages.phone,
            "chats": pages.chats,
            "fragment": pages.fragment,
            "texts": pages.texts,
            "group": pages.group,
            "shown": media.shown,
            "fetch": media.fetch,
            "act": presses.press,
            "control": self._control,
            "permission": consent.permission,
            "access_token": openapi.access_token,
        }
        static = {"/static": str(Path(__file__).parent / "static")}
        self._wsgi = SharedDataMiddleware(self._answer, static, cache_timeout=300)

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        static = environ["PATH_INFO"].startswith("/static/")
        return self._wsgi(environ, start) if static else self._answer(environ, start)

    def _answer(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        request = Request(environ)
        roomy = environ["PATH_INFO"].startswith(ROOMY)
        request.max_content_length = LARGEST_FILE if roomy else LARGEST_BODY
        response = self._respond(request)
        if response.mimetype == "application/json":  # the rest would only be weight
            start(response.status, response.headers.to_wsgi_list())
            return [response.get_data()]
        response.headers.extend(SAFE)
        return response(environ, start)

    def _respond(self, request: Request) -> Response:
        try:
            _only_from_here(request)
            if (api := _api(request.path)) is not None:
                return api(self.sim, request)
            endpoint, values = URLS.bind_to_environ(request.environ).match()
            return self._views[endpoint](self.sim, request, **values)
        except MisuseError as wrong:
            return Response(str(wrong), status=400, content_type="text/plain; charset=utf-8")
        except HTTPException as other:
            return Response.force_type(other.get_response(request.environ), request.environ)

    def _control(self, sim: Simulator, request: Request, name: str) -> Response:
        try:
            body, status = control.answer(sim, request, name), 200
        except (MisuseError, ZaloError) as wrong:
            body, status = {"error": str(wrong)}, 400
        return Response(dump(body), status=status, content_type="application/json; charset=utf-8")


def _api(path: str) -> Callable[[Simulator, Request], Response] | None:
    """The calls of programs, which come by the thousand, before the map of pages is asked."""
    if path.startswith(("/v3.0/", "/v2.0/")):
        return openapi.openapi
    if path in openapi.TEMPLATE_PATHS:
        return openapi.business
    return esms.send if path == esms.PATH else None


def _only_from_here(request: Request) -> None:
    """A page of another site must not reach the simulator through the browser."""
    if urlsplit(f"//{request.host}").hostname not in LOOPBACK:
        raise Forbidden
    origin = request.headers.get("Origin")
    if request.method == "POST" and origin and urlsplit(origin).hostname not in LOOPBACK:
        raise Forbidden


class Running:
    """A served simulator: its port, and how to stop it."""

    def __init__(self, config: Config, port: int = 0, transport: Transport = post) -> None:
        self.sim = Simulator(config)
        self.courier = Courier(self.sim, transport)
        self.server = Server(HOST, port, App(self.sim))
        self.url = self.sim.base_url = f"http://{HOST}:{self.server.server_port}"

    def serve(self) -> None:
        self.courier.start()
        try:
            self.server.serve_forever(poll_interval=0.05)
        finally:
            self.stop()

    def stop(self) -> None:
        self.courier.stop()
        self.server.server_close()
        self.sim.close()
