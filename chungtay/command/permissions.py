"""`./run permissions`: write docs/permissions.md from urls × verbs × the roles table.

A house test compares, so that a change of who may do what shows in review.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

TARGET = Path(__file__).resolve().parents[2] / "docs" / "permissions.md"
DEMO_ONLY = {"chungtay.site.act_as", "chungtay.kit.views"}
HEAD = """# Who may do what

Generated from the roles table (`chungtay/access/roles.py`), the verbs and the pages; do not edit.
A post opens its verbs at its place, at every place below it, and for the rows of the units that
place has wholly taken over. "anyone" needs no account; "signed in" needs one.

Who stands in for an absent holder has what the post has, for that time and in their own name, but
for {not_passed_on}; it ends with the post, and nobody hands on what they only stand in for.
These are given by two: {second_person}.
One asks, another person who holds an asked role says yes; after its time the question goes to the
deputy too. The province gives them to a ward without asking.

`chungtay/site/tests/test_the_walk.py` walks every page in every role: own place, place below,
predecessor, other ward, other province.
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

    from chungtay.access.roles import NOT_PASSED_ON, SECOND_PERSON, TABLE, Role

    with translation.override("en"):
        titles: dict[str, str] = {role: str(role.label) for role in Role}
    said = {
        "not_passed_on": ", ".join(f"`{verb}`" for verb in sorted(NOT_PASSED_ON)),
        "second_person": ", ".join(titles[role] for role in Role if role in SECOND_PERSON),
    }
    lines = [HEAD.format(**said), "| role | held at | deputy | speaks for |", "|---|---|---|---|"]
    for role, duties in TABLE.items():
        kinds = ", ".join(kind.value for kind in duties.kinds)
        deputy = titles[duties.deputy] if duties.deputy else ""
        own = "its organisation" if duties.organisation else ""
        lines.append(f"| {titles[role]} | {kinds} | {deputy} | {own} |")
    lines += ["", "| verb | who |", "|---|---|"]
    for verb in sorted({verb for duties in TABLE.values() for verb in duties.verbs}):
        lines.append(f"| `{verb}` | {_holders(verb, titles)} |")
    lines += ["", "| page | duty |", "|---|---|"]
    lines += [
        f"| `{path}` | {duty.replace('_', ' ')} |"
        for path, duty in sorted(set(pages()))
        if "/kit/" not in path
    ]
    return "\n".join(lines) + "\n"


def _holders(verb: str, titles: Mapping[str, str]) -> str:
    """Who has a verb; said by who has it not, where those are few."""
    from chungtay.access.roles import TABLE

    has = [titles[role] for role, duties in TABLE.items() if verb in duties.verbs]
    lacks = [title for title in titles.values() if title not in has]
    if len(lacks) > 3:
        return ", ".join(has)
    return f"every post but {', '.join(lacks)}" if lacks else "every post"


def main(argv: list[str]) -> int:
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chungtay.settings")
    os.environ.setdefault("CHUNGTAY_SECRET_KEY", "only to read the site map")
    django.setup()
    TARGET.write_text(text(), encoding="utf-8")
    return 0
