"""What floors above put beside the register: a page, and in which words, for whoever reads there.

    besides("signups:waiting", "user-round-check", words=waiting)     # when their app is ready

`words` gives "" where there is nothing to say to this reader.
"""

from collections.abc import Callable
from dataclasses import dataclass

from chungtay.kit.acting import Acting


@dataclass(frozen=True, slots=True)
class Beside:
    url_name: str
    icon: str
    words: Callable[[Acting], str]


_all: list[Beside] = []


def besides(url_name: str, icon: str, *, words: Callable[[Acting], str]) -> None:
    """Declare a page, once, at import."""
    _all.append(Beside(url_name, icon, words))


def shown(acting: Acting) -> list[dict[str, str]]:
    """Those that have something to say to this reader."""
    found = [(one, one.words(acting)) for one in _all]
    return [{"url_name": o.url_name, "icon": o.icon, "words": said} for o, said in found if said]
