"""`./run translations`: gather Vietnamese source strings into each app's po file, compile .mo.

Babel reads Python; Django's own `templatize` turns templates into something Babel can read. An
entry keeps its translation; strings no longer used are dropped; new ones stay empty until a
person writes them, and a house test refuses empty ones.
"""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).resolve().parent.parent
KEYWORDS = ("gettext", "gettext_lazy", "gettext_noop", "_", "say", "ngettext:1,2",
            "ngettext_lazy:1,2", "pgettext:1c,2", "pgettext_lazy:1c,2",
            "npgettext:1c,2,3")  # fmt: skip
"""`say` is what some modules call gettext, where `_` is taken or lazy."""


EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


def keywords() -> dict[str, Any]:
    from babel.messages.extract import DEFAULT_KEYWORDS
    from babel.messages.frontend import parse_keywords

    return {**DEFAULT_KEYWORDS, **parse_keywords(KEYWORDS)}


def sources(app: Path) -> Iterator[tuple[Path, bytes]]:
    """Every file of an app that may hold words for a person, as Python source."""
    from django.utils.translation.template import templatize

    for path in sorted(app.rglob("*.py")):
        if "tests" not in path.parts and "migrations" not in path.parts:
            yield path, path.read_bytes()
    for path in sorted(app.rglob("*.html")):
        yield path, templatize(path.read_text(encoding="utf-8")).encode()


def catalog_path(app: Path) -> Path:
    return app / "locale" / "en" / "LC_MESSAGES" / "django.po"


def extract(app: Path):  # type: ignore[no-untyped-def]
    """A fresh catalogue of the app's messages, without translations."""
    from babel.messages.catalog import Catalog
    from babel.messages.extract import extract as babel_extract

    catalog = Catalog(locale="en", project="Chung Tay", charset="utf-8", fuzzy=False)
    words = keywords()
    for _path, source in sources(app):
        for _line, message, _comments, context in babel_extract(
            "python", io.BytesIO(source), words
        ):
            catalog.add(message, context=context, flags=())
    return catalog


def read(path: Path):  # type: ignore[no-untyped-def]
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import read_po

    if not path.exists():
        return Catalog(locale="en")
    with path.open("rb") as handle:
        return read_po(handle, locale="en")


def merge(app: Path):  # type: ignore[no-untyped-def]
    """The fresh catalogue with the translations people have written."""
    fresh, written = extract(app), read(catalog_path(app))
    for message in fresh:
        earlier = written.get(message.id, message.context) if message.id else None
        if earlier is not None and earlier.string and earlier.pluralizable == message.pluralizable:
            message.string = earlier.string
    return fresh


def save(app: Path) -> list[str]:
    """Write po and mo of one app; the ids still without a translation."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import write_po

    catalog = merge(app)
    path = catalog_path(app)
    if not len(catalog):
        return []
    path.parent.mkdir(parents=True, exist_ok=True)
    body = io.BytesIO()
    write_po(body, catalog, width=100, sort_output=True, no_location=True, omit_header=True)
    header = (
        'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    )
    header += '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    path.write_text(header + body.getvalue().decode(), encoding="utf-8")
    compiled = read(path)
    compiled.creation_date = compiled.revision_date = EPOCH  # the same words, the same bytes
    with path.with_suffix(".mo").open("wb") as handle:
        write_mo(handle, compiled)
    return [
        str(m.id)
        for m in catalog
        if m.id and not (m.string and (m.string if isinstance(m.string, str) else all(m.string)))
    ]


def main(argv: list[str]) -> int:
    import django
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=True)
        django.setup()
    for app in sorted(p.parent for p in PACKAGE.glob("*/apps.py")):
        if argv and app.name not in argv:
            continue
        missing = save(app)
        print(f"{app.name}: {len(missing)} chuỗi chưa có bản tiếng Anh")
        for text in missing:
            print(f"    {text!r}")
    return 0


if __name__ == "__main__":
    import sys

    sys.exit(main(sys.argv[1:]))
