"""Models below a scoped root are scoped, and every way past the scope gives its reason."""

import ast

import pytest
from django.apps import apps
from django.conf import settings

from chungtay.kit.scope import Scoped, ScopedManager

OURS = [m for m in apps.get_models() if m._meta.app_label in settings.FLOORS]
SCOPED = [m for m in OURS if issubclass(m, Scoped)]


def test_what_points_to_a_scoped_row_is_scoped_itself():
    bare = [
        f"{model._meta.label}.{field.name}"
        for model in OURS
        if not issubclass(model, Scoped)
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model in SCOPED
    ]
    assert bare == []


@pytest.mark.parametrize("model", SCOPED, ids=lambda m: m._meta.label)
def test_every_manager_of_a_scoped_model_is_scoped(model):
    assert model._meta.base_manager_name == "objects", "inherit Scoped.Meta"
    assert isinstance(model._base_manager, ScopedManager)
    assert all(isinstance(manager, ScopedManager) for manager in model._meta.managers)


@pytest.mark.parametrize("model", SCOPED, ids=lambda m: m._meta.label)
def test_a_place_has_no_way_down_to_a_scoped_row(model):
    assert model._meta.get_field("place").remote_field.hidden


def test_every_unscoped_and_crossing_says_why():
    mute = []
    for path in settings.PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in {"unscoped", "crossing"}
                and "test" not in path.stem
            ):
                why = [k.value for k in node.keywords if k.arg == "why"]
                good = (
                    why and isinstance(why[0], ast.Constant) and len(str(why[0].value).split()) >= 3
                )
                if not good:
                    mute.append(f"{path.name}:{node.lineno}")
    assert mute == []
