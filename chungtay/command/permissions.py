"""`./run permissions`: write docs/permissions.md from urls × verbs × the roles table.

A house test compares, so that a change of who may do what shows in review.
"""

from collections.abc import Iterator
from pathlib import Path

TARGET = Path(__file__).resolve().parents[2] / "docs" / "permissions.md"
DEMO_ONLY = {"chungtay.site.act_as", "chungtay.kit.views"}
HEAD = """# Who may do what

Generated from the roles table (`chungtay/access/roles.py`), the verbs and the pages; do not edit.
A post opens its verbs at its place, at every place below it, and for the rows of the units that
place has wholly taken over. "anyone" needs no account; "signed in" needs one.
"""


def pages() -> Iterator[tuple[str, str]]:
    """(path, duty) of every page."""
    from django.urls import URLPattern, get_resolver

    def walk(resolver: object, prefix: str) -> Iterator[tuple[str, str]]:
        for item in resolver.url_patterns:  # type: ignore[attr-defined]
            path = prefix + str(item.pattern)
            if isinstance(item, URLPattern):
                if item.callback.__module__ in DEMO_ONLY:
                    continue
                yield f"/{path}", getattr(item.callback, "duty", "nobody")
            else:
                yield from walk(item, path)

    return walk(get_resolver(), "")


def text() -> str:
    from django.utils import translation

    from chungtay.access.roles import ROLES, Role

    with translation.override("en"):
        titles = {role: str(Role(role).label) for role in ROLES}
    verbs = sorted({verb for verbs in ROLES.values() for verb in verbs})
    lines = [
        HEAD,
        "| verb | " + " | ".join(titles.values()) + " |",
        "|---" * (len(titles) + 1) + "|",
    ]
    for verb in verbs:
        marks = ["yes" if verb in ROLES[role] else "" for role in titles]
        lines.append(f"| `{verb}` | " + " | ".join(marks) + " |")
    lines += ["", "| page | duty |", "|---|---|"]
    lines += [
        f"| `{path}` | {duty.replace('_', ' ')} |"
        for path, duty in sorted(set(pages()))
        if "/kit/" not in path
    ]
    return "\n".join(lines) + "\n"


def main(argv: list[str]) -> int:
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chungtay.settings")
    os.environ.setdefault("CHUNGTAY_SECRET_KEY", "only to read the site map")
    django.setup()
    TARGET.write_text(text(), encoding="utf-8")
    return 0
