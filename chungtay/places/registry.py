"""Which rows of the floors above lie at places, so that an update can count and move them.

An app declares its open rows (posts held, people who live there, donors) once, at import:

    open_rows("access.posts", _("phần việc đang giữ"), lambda ids: Post.objects.filter(…))
"""

from collections.abc import Callable, Collection
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

Rows = Callable[[Collection[int]], QuerySet[Any]]
_open_rows: dict[str, tuple[str | Promise, Rows]] = {}


def open_rows(key: str, says: str | Promise, rows: Rows) -> None:
    """Declare rows that still run and lie at a place, in their column `place`. `rows` gets ids of
    places and gives the open rows that lie at one of them."""
    _open_rows[key] = (says, rows)


def count_open_rows(place_ids: Collection[int]) -> dict[str, int]:
    """How many open rows of each kind lie at these places, by what they are called."""
    if not place_ids:
        return {}
    return {str(says): rows(place_ids).count() for says, rows in _open_rows.values()}


def move_open_rows(whole: dict[int, int]) -> dict[str, int]:
    """Move what lies at each old place to the one it wholly became; how many of each kind."""
    moved: dict[str, int] = {}
    for says, rows in _open_rows.values():
        for old, new in whole.items():
            moved[str(says)] = moved.get(str(says), 0) + rows([old]).update(place_id=new)
    return moved
