"""Every size has a limit, without opt-out. When one fails, the idea is two ideas: split it."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

PACKAGE = settings.PACKAGE
PYTHON = sorted(
    p
    for top in (PACKAGE, settings.ROOT / "zalo_sim", settings.ROOT / "bench")
    for p in top.rglob("*.py")
    if "migrations" not in p.parts
)
TEMPLATES = sorted(p for top in (PACKAGE, settings.ROOT / "zalo_sim") for p in top.rglob("*.html"))
APPS = [PACKAGE / name for name in settings.FLOORS]
BANNED = {"services", "utils", "helpers", "managers", "signals"}


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def own(path: Path) -> str:
    return str(path.relative_to(settings.ROOT))


@pytest.mark.parametrize("paths,most", [(PYTHON, 300), (TEMPLATES, 150)], ids=["py", "html"])
def test_a_file_has_at_most_300_lines_and_a_template_150(paths, most):
    assert paths
    assert {own(path): n for path in paths if (n := lines(path)) > most} == {}


def test_a_function_has_at_most_50_lines():
    long = [
        f"{own(path)}:{node.lineno} {node.name}"
        for path in PYTHON
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= 50
    ]
    assert long == []


@pytest.mark.parametrize("app", APPS, ids=lambda p: p.name)
def test_an_app_has_at_most_3000_lines(app):
    own_code = [p for p in app.rglob("*.py") if not {"tests", "migrations"} & set(p.parts)]
    assert sum(map(lines, own_code)) <= 3000


def test_no_file_has_a_name_that_says_nothing():
    assert [own(p) for p in PYTHON if p.stem in BANNED or BANNED & set(p.parts)] == []


@pytest.mark.parametrize("app", APPS, ids=lambda p: p.name)
def test_an_app_says_what_it_is_in_its_first_lines(app):
    assert ast.get_docstring(ast.parse((app / "__init__.py").read_text(encoding="utf-8")))
