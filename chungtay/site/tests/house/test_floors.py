"""Imports and foreign keys only go down. (Imports: import-linter, run here too.)"""

import subprocess
import sys

import pytest
from django.apps import apps
from django.conf import settings

FLOOR = {name: level for level, name in enumerate(settings.FLOORS)}
OURS = [m for m in apps.get_models() if m._meta.app_label in FLOOR]


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label)
def test_foreign_keys_go_down(model):
    up = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model
        and FLOOR.get(field.related_model._meta.app_label, -1) > FLOOR[model._meta.app_label]
    ]  # fmt: skip
    assert up == []


def test_imports_go_down_and_keep_the_order_inside_an_app():
    lint = subprocess.run(
        [sys.executable, "-m", "importlinter.cli", "lint", "--no-cache"],
        cwd=settings.ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert lint.returncode == 0, lint.stdout[-3000:]
