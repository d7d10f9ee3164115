"""Every page × every role × own place, place below, predecessor, other ward, other province.

Read and posted to; what an answer must be comes from `walking.expected`. Templates are not drawn:
who is let in is decided before, and other tests look at the pages.
"""

import logging
from datetime import UTC, datetime
from importlib import import_module
from unittest.mock import patch

import pytest
from django.conf import settings
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.template.backends.django import Template
from django.test import Client, RequestFactory
from django.urls import resolve
from django_htmx.middleware import HtmxDetails

from chungtay.access.acting import PostHolder
from chungtay.access.actions import appoint, end_post
from chungtay.access.guard import Guard
from chungtay.access.roles import TABLE, Role
from chungtay.access.tests.standing_in import post_of, stand_in
from chungtay.kit import clock
from chungtay.kit.duty import ANYONE, SIGNED_IN
from chungtay.site.tests.walking import (
    IN,
    MISSING,
    OBJECTS,
    REFUSED,
    SIGN_IN,
    Ground,
    answered,
    expected,
    lies_in,
    pages,
)
from conftest import World

PAGES = list(pages())
SessionStore = import_module(settings.SESSION_ENGINE).SessionStore
AWAY = {"doors:sign_out"}
"""Pages that change who is signed in."""


def test_every_page_with_ids_has_an_object():
    """A builder in its app's tests/examples.py or objects.py: world, place → its arguments."""
    bare = {p.name for p in PAGES if p.arguments and p.duty not in {ANYONE, SIGNED_IN}}
    assert sorted(bare - set(OBJECTS)) == []


@pytest.fixture(scope="module")
def ground(django_db_setup, django_db_blocker):
    """Laid out once for all roles, and rolled back at the end. It is laid out within one day, with
    more calls than a ward may make in one."""
    many = patch("chungtay.blood.actions.allowing.MOST_A_DAY", 1000)
    with django_db_blocker.unblock(), transaction.atomic(), many:
        yield Ground(World(datetime(2026, 11, 20, 7, 5, tzinfo=UTC))).lay_out()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def undrawn(monkeypatch):
    """No template is drawn, and thousands of refusals are not logged."""
    monkeypatch.setattr(Template, "render", lambda self, context=None, request=None: "")
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def knocking(account):
    """Visits by the guard and the view alone, with the posts looked up once: thousands of full
    ones would take minutes. The whole house answers in the other tests here."""
    factory, guard, acting = RequestFactory(), Guard(None), PostHolder(account, clock.now())

    def visit(method, address):
        request = getattr(factory, method)(address)
        found = resolve(address)
        request.user, request.session, request.resolver_match = account, SessionStore(), found
        request.htmx, request._messages = HtmxDetails(request), FallbackStorage(request)
        request.acting, request._dont_enforce_csrf_checks = acting, True
        try:
            refusal = guard.process_view(request, found.func, found.args, found.kwargs)
            return refusal or found.func(request, *found.args, **found.kwargs)
        except PermissionDenied:
            return HttpResponse(status=403)
        except Http404:
            return HttpResponse(status=404)

    return visit


def ringing(account=None):
    """Visits through everything a browser passes."""
    client = Client(raise_request_exception=False)
    if account:
        client.force_login(account)
    return lambda method, address: getattr(client, method)(address)


METHODS = {IN: ("get", "post"), MISSING: ("get", "post"), REFUSED: ("post",), SIGN_IN: ("post",)}
"""How a page is tried for each right answer. The guard asks before the view looks at the method,
so what is refused is posted to; what is open is read, and posted to where it cannot be read."""


def walk(ground, visit, expect, pages=PAGES, at=None):
    """Visit these pages, and tell where the answer is another than expected. `at`: the places of
    the objects, all unless told."""
    wrong = []
    for page in pages:
        if page.name in AWAY:
            continue
        for what, address, place in ground.visits(page, at or ground.places):
            right = expect(page, place)
            for method in METHODS[right]:
                with transaction.atomic():
                    response = visit(method, address)
                    transaction.set_rollback(True)
                got = answered(response)
                if response.status_code == 405:
                    continue  # only the other way
                if got == MISSING and page.duty in {ANYONE, SIGNED_IN}:
                    break  # one's own, or a sample that stands for nothing
                if got != right:
                    wrong.append(f"{method} {what}: {got}, not {right}")
                if right == IN:
                    break
    return wrong


def reaching(role):
    """One page this role opens for each kind of object."""
    held = [p for p in PAGES if p.name in OBJECTS and p.duty in TABLE[role].verbs]
    return list({OBJECTS[page.name]: page for page in held}.values())


ONE_OF_EACH_DUTY = list({(page.duty, bool(page.arguments)): page for page in PAGES}.values())


@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.value)
def test_a_role_opens_what_the_table_says_where_it_is_held(ground, role):
    wrong = []
    for number, home in enumerate(ground.homes(role)):
        account = ground.world.account(f"{role.value} {home.pk}", role.value, home).account
        inside = {place.pk: lies_in(place, home) for place in ground.places.values()}

        def expect(page, place, inside=inside):
            return expected(page, role, place is None or inside[place.pk])

        # What each page asks for is shown at the first home; the others show the reach, with one
        # page for each kind of object.
        found = walk(ground, knocking(account), expect, reaching(role) if number else PAGES)
        wrong += [f"{home.full_name}: {line}" for line in found]
    assert wrong == []


@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.value)
def test_who_stands_in_opens_the_same_but_for_what_is_never_passed_on(ground, role):
    """An account without a post of its own, in the place of an absent holder; a page for each
    duty, since that is what is passed on or not."""
    if "access.delegate" not in TABLE[role].verbs:
        pytest.skip("nobody stands in for this role")
    world, home = ground.world, next(ground.homes(role))
    organisation = world.some_organisation if TABLE[role].organisation else None
    post = post_of(world, f"vắng {role.value}", role, home, organisation=organisation)
    absent = stand_in(world, post, world.account(f"thay {role.value}").account, days=30)

    def expect(page, place):
        inside = place is None or lies_in(place, home)
        return expected(page, role, inside, standing_in=True)

    found = walk(ground, knocking(absent.to), expect, ONE_OF_EACH_DUTY, ["ward", "other ward"])
    assert found == []


def test_the_places_of_the_walk_are_what_they_are_called(ground):
    ward, province = ground.places["ward"], ground.places["ward"].province
    inside = {name: lies_in(place, ward) for name, place in ground.places.items()}
    assert inside == {
        "ward": True, "group": True, "predecessor": True, "other ward": False,
        "other province": False,
    }  # fmt: skip
    assert [name for name, p in ground.places.items() if not lies_in(p, province)] == [
        "other province"
    ]


def for_nobody(page, _place):
    return expected(page, None, True)


def test_an_account_without_a_post_opens_what_is_for_everybody(ground):
    assert walk(ground, knocking(ground.world.stranger.account), for_nobody) == []


def test_a_post_that_ended_a_second_ago_opens_nothing(ground):
    world, ended = ground.world, ground.world.at.replace(second=1)
    account = world.account("vừa thôi").account
    for role in (Role.POLICE_CHIEF, Role.ADMINISTRATOR):
        post = appoint(
            actor=world.system, at=world.at, place=world.ward, account=account, role=role
        )
        end_post(actor=world.system, at=ended, post=post)
    assert PostHolder(account, world.at).posts, "it was open a second before"
    assert not PostHolder(account, ended).posts
    assert walk(ground, ringing(account), for_nobody, at=["ward"]) == []


def test_a_visitor_is_asked_to_sign_in(ground):
    def expect(page, place):
        return IN if page.duty == ANYONE else SIGN_IN

    assert walk(ground, ringing(), expect, at=["ward"]) == []
