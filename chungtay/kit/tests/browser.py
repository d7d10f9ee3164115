"""Chromium for the whole house's tests, and what every page must hold.

Fixtures, known everywhere (see /conftest.py): `site` serves the product on a free port and gives
its address (beside `own_database` when the page needs data); `phone` (390 × 844) and `desktop`
(1280 × 900) are pages in Vietnamese that know nothing yet; `plain` is a phone without script.

    @pytest.mark.browser
    def test_the_gallery_is_accessible(site, phone):
        phone.goto(site + "/kit/")
        assert_page_holds(phone)
"""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from urllib.parse import urlsplit
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest

AXE = Path(__file__).parent / "assets/axe.min.js"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 640}
TARGET = 44
"""Least height and width of what is tapped, in CSS pixels (LOOK.md: Layout)."""


def chromium() -> str | None:
    """Where a Chromium is; None means playwright's own. Installs one where none is."""
    told = os.environ.get("CHUNGTAY_CHROMIUM")
    found = told or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-q"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-q", "chromium"], check=False)
        found = shutil.which("chromium")
    if found is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)
    return found


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        from django.db import connections

        super().process_request_thread(request, client_address)
        connections.close_all()  # otherwise a thread's connection outlives its database


class _Silent(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        pass


@contextmanager
def serving(application: Any) -> Iterator[str]:
    """A WSGI application on a free port of this machine; gives its address."""
    server = make_server("127.0.0.1", 0, application, server_class=_Server, handler_class=_Silent)
    thread = threading.Thread(target=server.serve_forever, args=[0.02], daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def site(django_db_blocker: Any) -> Iterator[str]:
    from chungtay.wsgi import application

    with django_db_blocker.unblock(), serving(application) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    # Playwright runs an event loop in this very thread; Django would refuse the ORM beside it.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), headless=True, args=FLAGS)
        yield started
        started.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def opened(browser: Any, size: dict[str, int], **options: Any) -> Any:
    """A page of its own context that remembers what it asked for and what went wrong on it."""
    usual = {"locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh", "reduced_motion": "reduce"}
    page = browser.new_context(viewport=size, **(usual | options)).new_page()
    page.asked, page.complaints = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda m: page.complaints.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.set_default_timeout(10_000)
    return page


@contextmanager
def visiting(browser: Any, size: dict[str, int], **options: Any) -> Iterator[Any]:
    """A page that is closed afterwards: for several at once, or where a test changes what cannot
    be taken back (a clock, a device)."""
    page = opened(browser, size, **options)
    try:
        yield page
    finally:
        page.context.close()


@dataclass
class Lender:
    """Pages that are lent to test after test: a new one costs a second of processor. What a test
    left behind is forgotten; where that fails, the next gets a new one."""

    browser: Any
    pages: dict[str, Any] = field(default_factory=dict)

    @contextmanager
    def lend(self, name: str, size: dict[str, int], **options: Any) -> Iterator[Any]:
        from playwright.sync_api import Error

        page = self.pages.pop(name, None) or opened(self.browser, size, **options)
        yield page
        try:
            forget(page, size)
        except Error:
            page.context.close()
        else:
            self.pages[name] = page


def forget(page: Any, size: dict[str, int]) -> None:
    """As if it were new: signed in nowhere, nothing kept, of its first size."""
    page.unroute_all()
    if page.url.startswith("http"):
        page.evaluate("localStorage.clear(); sessionStorage.clear()")
    page.goto("about:blank")
    for other in page.context.pages:
        if other != page:
            other.close()
    page.context.clear_cookies()
    page.context.clear_permissions()
    page.set_viewport_size(size)
    page.asked.clear()
    page.complaints.clear()


@pytest.fixture(scope="session")
def lender(browser: Any) -> Lender:
    return Lender(browser)


@pytest.fixture
def phone(lender: Lender) -> Iterator[Any]:
    with lender.lend("phone", PHONE, has_touch=True) as page:
        yield page


@pytest.fixture
def desktop(lender: Lender) -> Iterator[Any]:
    with lender.lend("desktop", DESKTOP) as page:
        yield page


@pytest.fixture
def plain(lender: Lender) -> Iterator[Any]:
    with lender.lend("plain", PHONE, java_script_enabled=False) as page:
        yield page


def assert_accessible(page: Any) -> None:
    """axe-core finds nothing, best practices included."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    report = page.evaluate(
        "tags => axe.run({runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", tags
    )
    found = [
        f"{v['id']}: {v['help']} — {node['html'][:140]} {node['failureSummary'][:200]}"
        for v in report["violations"]
        for node in v["nodes"]
    ]
    assert not found, "\n".join(found)


WIDER = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && e.checkVisibility())
    .map(e => e.outerHTML.slice(0, 120))"""


def assert_no_sideways_scroll(page: Any, narrow: bool = True) -> None:
    """At the page's own size and at 320 px, as 1280 px enlarged four times (WCAG 1.4.10)."""
    size = page.viewport_size
    assert page.evaluate(WIDER) == [], f"wider than {size['width']}"
    if narrow:
        page.set_viewport_size(NARROW)
        assert page.evaluate(WIDER) == [], f"wider than {NARROW['width']}"
        page.set_viewport_size(size)


def assert_no_foreign_requests(page: Any) -> None:
    home = urlsplit(page.url).netloc
    assert [u for u in page.asked if urlsplit(u).netloc not in {home, ""}] == []


def assert_quiet(page: Any) -> None:
    """No error on the console: no broken script, nothing the security policy had to stop."""
    assert page.complaints == []


TAPPED = "a, button, select, textarea, summary, input:not([type=hidden])"
SMALL = """([tapped, least]) => [...document.querySelectorAll(tapped)]
  .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.closest('.sr-only, .skip'))
  .filter(e => getComputedStyle(e).display !== 'inline')
  .filter(e => {
    const box = (e.closest('label.pick') || e).getBoundingClientRect();
    return Math.min(box.width, box.height) < least - 0.5;
  })
  .map(e => e.outerHTML.slice(0, 120))"""


def assert_big_targets(page: Any, least: int = TARGET) -> None:
    """What is tapped is big enough; links inside a sentence are the exception (WCAG 2.5.8)."""
    assert page.evaluate(SMALL, [TAPPED, least]) == []


def assert_page_holds(page: Any, narrow: bool = True) -> None:
    """All of it: accessible, no sideways scroll, nothing foreign, no complaint, big targets."""
    assert_accessible(page)
    assert_no_sideways_scroll(page, narrow)
    assert_big_targets(page)
    assert_no_foreign_requests(page)
    assert_quiet(page)


def assert_page_holds_at_both_sizes(page: Any) -> None:
    """On a desk and on a phone; opened once, since the size is known to the browser alone."""
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        assert_page_holds(page, narrow=size == PHONE)
