"""A list page asks the database the same number of questions for one row as for three.

Every page without arguments is a list with a builder in its app's `tests/examples.py` (LISTS), or
says there why it is none (NOT_LISTS).
"""

from importlib import import_module
from importlib.util import find_spec

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chungtay.site.tests.house.test_duties import patterns

THEIRS = {"set_language", "doors:sign_in", "doors:sign_out", "sign_in", "sign_out"}
LISTS, NOT_LISTS = {}, {}
for floor in settings.FLOORS:
    if find_spec(f"chungtay.{floor}.tests.examples"):
        examples = import_module(f"chungtay.{floor}.tests.examples")
        LISTS |= getattr(examples, "LISTS", {})
        NOT_LISTS |= getattr(examples, "NOT_LISTS", {})


def names():
    """Names of the pages one can open without knowing an id."""
    for path, pattern in patterns():
        if "<" not in path and pattern.name:
            app = (
                pattern.callback.__module__.split(".")[1]
                if "chungtay." in pattern.callback.__module__
                else ""
            )
            yield f"{app}:{pattern.name}" if app else pattern.name


def test_every_page_without_arguments_is_a_list_or_says_why_not():
    unknown = sorted(set(names()) - set(LISTS) - set(NOT_LISTS) - THEIRS)
    assert unknown == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(LISTS))
def test_one_row_and_three_rows_cost_the_same_queries(world, name):
    add = LISTS[name]
    client = Client()
    client.force_login(world.officer.account)
    add(world)
    client.get(reverse(name))  # caches warm: verbs, measures, templates
    with CaptureQueriesContext(
        connection,
    ) as one:
        assert client.get(reverse(name)).status_code == 200
    add(world)
    add(world)
    with CaptureQueriesContext(connection) as three:
        assert client.get(reverse(name)).status_code == 200
    assert len(one) == len(three), "\n".join(q["sql"][:200] for q in three)
