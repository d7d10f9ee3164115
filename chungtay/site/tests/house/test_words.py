"""Every text a user sees is in gettext and has its English; nothing speaks to another host."""

import ast
import re

import pytest
from django.conf import settings

from chungtay.command import translations

APPS = [settings.PACKAGE / name for name in settings.FLOORS]
VIETNAMESE = re.compile(
    "[ăâđêôơưàáạảãằắặẳẵầấậẩẫèéẹẻẽềếệểễìíịỉĩòóọỏõồốộổỗờớợởỡùúụủũừứựửữỳýỵỷỹ]", re.I
)
MARKED = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy",
          "npgettext", "npgettext_lazy", "gettext_noop", "say"}  # fmt: skip
WORDLESS = {"data", "tests", "migrations", "demo"}
"""Folders whose Vietnamese is data: facts, names of the demo world, what tests type in."""
OF_THE_LANGUAGE = {
    "vietnamese.py",
    "amounts.py",
    "quantity_text.py",
    "quantities.py",
    "units.py",
    "dates.py",
}
"""Modules of `kit` that read or write Vietnamese itself; they have no English side."""
TAGS = re.compile(
    r"{%-?\s*comment\s*%}.*?{%\s*endcomment\s*%}|{#.*?#}"
    r"|{%\s*blocktranslate.*?{%\s*endblocktranslate\s*%}|{%.*?%}|{{.*?}}|<!--.*?-->",
    re.S,
)


def own(path) -> str:
    return str(path.relative_to(settings.ROOT))


@pytest.mark.parametrize("app", APPS, ids=lambda p: p.name)
def test_every_source_string_has_its_english(app):
    written = translations.read(translations.catalog_path(app))
    missing = []
    for message in translations.extract(app):
        if not message.id:
            continue
        there = written.get(message.id, message.context)
        texts = (
            []
            if there is None
            else [there.string]
            if isinstance(there.string, str)
            else there.string
        )
        if not texts or not all(texts):
            missing.append(message.id)
    assert missing == [], "./run translations, then write the English"


@pytest.mark.parametrize("app", APPS, ids=lambda p: p.name)
def test_the_compiled_catalogue_is_the_written_one(app):
    po = translations.catalog_path(app)
    if not po.exists():
        return
    from babel.messages.mofile import read_mo

    with po.with_suffix(".mo").open("rb") as handle:
        compiled = [(m.id, m.string) for m in read_mo(handle) if m.id]
    written = [(m.id, m.string) for m in translations.read(po) if m.id and m.string]

    def comparable(pairs):
        # A plural is a list in one reader and a tuple in the other.
        return sorted(str([[v] if isinstance(v, str) else list(v) for v in p]) for p in pairs)

    assert comparable(compiled) == comparable(written)


def test_templates_say_nothing_outside_gettext():
    bare = []
    for path in settings.PACKAGE.rglob("*.html"):
        text = TAGS.sub(lambda m: "\n" * m.group().count("\n"), path.read_text(encoding="utf-8"))
        bare += [
            f"{own(path)}:{number} {line.strip()[:60]}"
            for number, line in enumerate(text.splitlines(), 1)
            if VIETNAMESE.search(line)
        ]
    assert bare == []


def _docstrings(tree: ast.AST) -> set[int]:
    """ids of the string nodes that stand alone as statements."""
    return {
        id(n.value)
        for n in ast.walk(tree)
        if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)
    }


def test_python_says_nothing_outside_gettext():
    bare = []
    for floor in APPS:
        for path in floor.rglob("*.py"):
            parts = set(path.relative_to(settings.PACKAGE).parts)
            if WORDLESS & parts or (floor.name == "kit" and path.name in OF_THE_LANGUAGE):
                continue
            tree = ast.parse(path.read_text(encoding="utf-8"))
            skip = _docstrings(tree)
            for node in ast.walk(tree):
                if isinstance(node, ast.Call):
                    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                    if name in MARKED:
                        skip |= {id(inner) for inner in ast.walk(node)}
            bare += [
                f"{own(path)}:{node.lineno} {node.value[:50]}"
                for node in ast.walk(tree)
                if isinstance(node, ast.Constant) and isinstance(node.value, str)
                and id(node) not in skip and VIETNAMESE.search(node.value)
            ]  # fmt: skip
    assert bare == []


def test_no_request_leaves_the_machine():
    foreign = re.compile(
        r"""(?:src|href|action|url|@import)\s*[=(]?\s*["']?(?:https?:)?//(?!127\.|localhost)"""
    )
    found = []
    for top in (settings.PACKAGE, settings.ROOT / "zalo_sim"):
        for suffix in ("*.html", "*.css", "*.js", "*.svg"):
            for path in top.rglob(suffix):
                if "tests" in path.parts or "vendor" in path.parts:
                    continue
                text = path.read_text(encoding="utf-8").replace("http://www.w3.org", "")
                found += [f"{own(path)}: {m.group()}" for m in foreign.finditer(text)]
    assert found == []
