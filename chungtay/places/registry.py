"""Which rows of the floors above point at places, so that an update can say what it would move.

An app declares its open rows (posts held, cases under care, donors placed) once, at import:

    open_rows("access.posts", _("phần việc đang giữ"), lambda ids: Post.objects.…count())
"""

from collections.abc import Callable, Collection

from django.utils.functional import Promise

Count = Callable[[Collection[int]], int]
_open_rows: dict[str, tuple[str | Promise, Count]] = {}


def open_rows(key: str, says: str | Promise, count: Count) -> None:
    """Declare rows that still run and lie at a place. `count` gets ids of places and gives the
    number of open rows that lie at one of them."""
    _open_rows[key] = (says, count)


def count_open_rows(place_ids: Collection[int]) -> dict[str, int]:
    """How many open rows of each kind lie at these places, by what they are called."""
    if not place_ids:
        return {}
    return {str(says): count(place_ids) for says, count in _open_rows.values()}
