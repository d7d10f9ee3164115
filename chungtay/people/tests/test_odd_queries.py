"""Whatever stands behind the question mark, a page answers: never with a fault of ours."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from chungtay.people.tests.examples import somebody

NAMES = ("q", "o", "page", "nguoi", "trang", "viec", "trang-thai", "thang", "nam", "ngay", "noi")
ODD = ("²", "\0", "a\0b", "-1", "0", "9" * 30, "%", "٣", "1e9", "\ud7ff", "<b>", "x" * 500)
APPS = [floor for floor in settings.FLOORS if floor not in {"kit", "places"}]


def without_arguments():
    for app, (_prefix, resolver) in get_resolver().namespace_dict.items():
        for name in {key for key in resolver.reverse_dict if isinstance(key, str)}:
            try:
                yield f"{app}:{name}", reverse(f"{app}:{name}")
            except NoReverseMatch:
                continue


PATHS = dict(sorted(without_arguments()))
ANSWERED: dict[str, bool] = {}
"""Pages that were answered, and whether anything looked at what stands behind the question mark:
where nothing did, another value changes nothing."""


@pytest.fixture
def officer(world):
    client = Client(raise_request_exception=True)
    client.force_login(world.officer.account)
    return client


@pytest.mark.parametrize("odd", ODD)
def test_no_page_breaks_over_an_odd_query(world, officer, odd):
    person = somebody(world)
    paths = [path for name, path in PATHS.items() if name.split(":")[0] in APPS]
    paths += [f"/nguoi-dan/{person.pk}/vao-ho/"]
    assert "/nguoi-dan/" in paths and "/danh-sach/" in paths
    for path in paths:
        if not ANSWERED.get(path, True):
            continue
        answer = officer.get(path, dict.fromkeys(NAMES, odd))
        assert answer.status_code < 500, path
        ANSWERED[path] = "GET" in vars(answer.wsgi_request)
        for name in NAMES[:4] if odd == ODD[1] and ANSWERED[path] else ():
            assert officer.get(path, {name: odd}).status_code < 500, (path, name)
