"""Letters twice as large, as somebody sets them in their own browser: nothing is cut off, lies over
something else or has to be pushed sideways."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from chungtay.blood.actions import come
from chungtay.blood.tests.examples import asks
from chungtay.blood.tests.test_come import Donor as Answering
from chungtay.channels import answer_links
from chungtay.journal.models import Message
from chungtay.kit import clock
from chungtay.kit.tests.browser import (
    DESKTOP,
    FLAGS,
    PHONE,
    assert_no_sideways_scroll,
    chromium,
    visiting,
)
from chungtay.releases.tests import scene as duty
from chungtay.rosters.tests import examples as rosters
from conftest import World

pytestmark = pytest.mark.browser
# Heads of tables that stand one under the other are for the ear; two lines of a letter lead to it.
LEFT_OUT = ".sr-only, .skip, svg, thead, .clamp2, dialog, .more"
CUT = """(out) => [...document.querySelectorAll('body *')]
  .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.closest(out))
  .filter(e => {
    const style = getComputedStyle(e), hides = value => ['hidden', 'clip'].includes(value);
    return hides(style.overflowX) && e.scrollWidth > e.clientWidth + 1
      || hides(style.overflowY) && e.scrollHeight > e.clientHeight + 1;
  })
  .map(e => e.outerHTML.slice(0, 120))"""
OVER = """(out) => {
  const stays = e => e && (['fixed', 'sticky'].includes(getComputedStyle(e).position)
    || stays(e.parentElement));
  const found = [...document.querySelectorAll(
    'a, button, input:not([type=hidden]), select, textarea, h1, h2, h3, label, p, td, .what, .st'
  )].filter(e => e.checkVisibility({visibilityProperty: true}) && !e.closest(out) && !stays(e))
    .map(e => [e, e.getBoundingClientRect()]);
  return found.flatMap(([a, x], i) => found.slice(i + 1)
    .filter(([b, y]) => !a.contains(b) && !b.contains(a)
      && Math.min(x.right, y.right) - Math.max(x.left, y.left) > 3
      && Math.min(x.bottom, y.bottom) - Math.max(x.top, y.top) > 6)
    .map(([b]) => a.outerHTML.slice(0, 80) + ' over ' + b.outerHTML.slice(0, 80)));
}"""


@pytest.fixture(scope="module")
def large(browser):
    """A browser whose owner asked for letters of 32 px, where 16 is usual."""
    started = browser.browser_type.launch(
        executable_path=chromium(), headless=True,
        args=[*FLAGS, "--blink-settings=defaultFontSize=32"],
    )  # fmt: skip
    yield started
    started.close()


@pytest.fixture
def town(own_database):
    """A call under way, a release that waits for its commander, a roster, and a link to answer."""
    world = World(clock.now() - timedelta(minutes=5))
    world.release = duty.cleared(world, others=4, units=3)
    one, two, *_others = [
        ask for ask in asks(duty.call_of(world.release)) if ask.pk != world.release.ask_id
    ]
    come(actor=Answering(one), at=world.at, ask=one)
    rosters.beat(world, keeper=duty.spare(world))
    rosters.absence(world, duty.spare(world, "Hồ Anh Thư"))
    question = Message.objects.filter(recipient=two.actor_id, purpose="blood.ask").latest("pk")
    link = answer_links.address(question, world.ward.pk, world.at)
    world.link = "/tra-loi/" + link.rsplit("/tra-loi/", 1)[1]
    return world


def pages(world):
    """Who looks at what: the officer, the commander, and somebody who signs in nowhere."""
    release, call = world.release.pk, world.release.call_id
    yield world.officer, [
        reverse("boards:make_call"), reverse("boards:calls"), reverse("boards:call", args=[call]),
        reverse("boards:log", args=[call]), reverse("releases:own"),
    ]  # fmt: skip
    yield duty.commander(world), [
        reverse("weeks:week"), reverse("weeks:watches"), reverse("weeks:bring"),
        reverse("releases:waiting"), reverse("releases:release", args=[release]),
        reverse("boards:call", args=[call]), reverse("site:today"),
    ]  # fmt: skip
    yield None, [reverse("site:ward", args=[world.ward.code]), world.link]


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["390", "1280"])
def test_with_letters_twice_as_large_every_page_can_be_read(town, site, large, size):
    for who, paths in pages(town):
        with visiting(large, size) as page:
            if who is not None:
                client = Client()
                client.force_login(who.account)
                cookie = client.cookies[settings.SESSION_COOKIE_NAME]
                page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])
            for path in paths:
                answer = page.goto(site + path)
                assert answer.status == 200, path
                html = "getComputedStyle(document.documentElement).fontSize"
                assert page.evaluate(html) == "32px"
                assert_no_sideways_scroll(page, narrow=False)
                assert page.evaluate(CUT, LEFT_OUT) == [], path
                assert page.evaluate(OVER, LEFT_OUT) == [], path
