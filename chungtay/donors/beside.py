"""What floors above put beside the register: a page, in which words, for whoever reads there; and
what the answers taught of who says yes.

    besides("signups:waiting", "user-round-check", words=waiting)     # when their app is ready

`words` gives "" where there is nothing to say to this reader.
"""

from collections.abc import Callable
from dataclasses import dataclass

from chungtay.kit.acting import Acting
from chungtay.recruiting.answering import USUAL, Habits
from chungtay.recruiting.responding import ORDINARY


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


Learnt = tuple[float, Habits]
"""How many of ordinary donors say yes, and how people answer."""
_learnt: list[Callable[[], Learnt | None]] = []


def learns(run: Callable[[], Learnt | None]) -> None:
    """Declare who knows it, once, at import; None where there is no log yet."""
    _learnt.append(run)


def learnt() -> Learnt:
    """As it was learnt last, else as everywhere."""
    return next((known for run in _learnt if (known := run())), (ORDINARY, USUAL))
