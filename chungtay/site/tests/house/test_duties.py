"""Every view declares its duty, every duty is somebody's, every verb is known and tested."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import URLPattern, get_resolver

from chungtay.access.roles import ROLES
from chungtay.journal.act import registry
from chungtay.kit.duty import ANYONE, SIGNED_IN

VERBS = sorted(name for name in registry if not name.startswith("test."))
BY_OTHERS = {"system", "answer"}


def patterns(resolver=None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for item in (resolver or get_resolver()).url_patterns:
        path = prefix + str(item.pattern)
        if isinstance(item, URLPattern):
            yield path, item
        else:
            yield from patterns(item, path)


@pytest.mark.parametrize(
    "path,pattern", list(patterns()), ids=lambda v: v if isinstance(v, str) else ""
)
def test_a_view_declares_a_duty_that_somebody_has(path, pattern):
    duty = getattr(pattern.callback, "duty", None)
    assert duty, f"/{path} declares no duty"
    assert duty in {ANYONE, SIGNED_IN} or any(duty in verbs for verbs in ROLES.values())


def test_every_word_of_the_roles_table_is_a_verb_or_a_pages_duty():
    duties = {getattr(pattern.callback, "duty", None) for _path, pattern in patterns()}
    unknown = {v for verbs in ROLES.values() for v in verbs} - set(registry) - duties
    assert unknown == set()


@pytest.mark.parametrize("name", VERBS)
def test_a_verb_has_a_test_file_of_its_own(name):
    app, verb = name.split(".")
    assert (settings.PACKAGE / app / "tests" / f"test_{verb}.py").exists()


@pytest.mark.parametrize("name", VERBS)
def test_a_verb_lives_in_the_actions_of_its_app(name):
    app, _verb = name.split(".")
    assert registry[name].module.startswith(f"chungtay.{app}.actions")


def test_a_verbs_test_file_has_sentences():
    short = []
    for name in VERBS:
        app, verb = name.split(".")
        path: Path = settings.PACKAGE / app / "tests" / f"test_{verb}.py"
        if path.exists() and path.read_text(encoding="utf-8").count("def test_") < 2:
            short.append(name)
    assert short == []
