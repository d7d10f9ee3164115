"""What a document promises, a test checks: the files and commands it names exist."""

import re

import pytest
from django.conf import settings

from chungtay.command.__main__ import COMMANDS

DOCS = sorted([*settings.ROOT.glob("*.md"), *(settings.ROOT / "docs").rglob("*.md"),
               *settings.PACKAGE.rglob("*.md")])  # fmt: skip
NAMED = re.compile(
    r"`((?:chungtay|zalo_sim|bench|docs|\.ci)/[\w./-]+|[A-Z]+\.md|conftest\.py|uv\.lock)`"
)
LINKED = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)")
RUN = re.compile(r"\./run ([a-z]+)")


@pytest.mark.parametrize("path", DOCS, ids=lambda p: str(p.relative_to(settings.ROOT)))
def test_a_document_names_what_exists(path):
    text = path.read_text(encoding="utf-8")
    files = [n for n in NAMED.findall(text) if not (settings.ROOT / n.rstrip("/.")).exists()]
    links = [n for n in LINKED.findall(text) if not (path.parent / n).exists()]
    commands = [n for n in RUN.findall(text) if n not in COMMANDS]
    assert (files, links, commands) == ([], [], [])


def test_the_version_is_that_of_the_changelog():
    from chungtay import __version__

    assert f"## {__version__}" in (settings.ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_permissions_page_is_what_the_code_says():
    from chungtay.command import permissions

    assert permissions.TARGET.read_text(encoding="utf-8") == permissions.text(), "./run permissions"
