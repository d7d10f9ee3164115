"""Where in a message a thing is said: phrases of words and concepts, in order or side by side."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from chungtay.danger.typing import Typed, Word, same, word

GAP, WINDOW, MOST = 4, 12, 20
"""Words that `_` may stand for; words that may lie between two things said side by side;
places where one sign is looked at in one message."""
Span = tuple[int, int]
"""Number of the first word, and of the one after the last."""


@dataclass(frozen=True, slots=True)
class Concept:
    name: str


Piece = Word | Concept | None
"""None stands for up to four words."""
Phrase = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """Phrases that must all stand near each other, in any order."""

    said: str
    parts: tuple[Phrase, ...]

    @property
    def needs(self) -> frozenset[str]:
        """What must stand somewhere in a message for this sign to stand in it."""
        return frozenset(need for part in self.parts for need in needs(part))


def phrase(written: str) -> Phrase:
    """“bốc cháy”, “nhà _ cháy”, “{hold} {weapon}”."""
    return tuple(map(_piece, written.lower().split()))


def sign(written: str) -> Sign:
    """As a phrase, with “ + ” between things that may stand in any order."""
    return Sign(written, tuple(phrase(part) for part in written.split(" + ")))


def needs(said: Phrase) -> list[str]:
    """The letters of each word, the name of each concept in braces."""
    return [
        piece.bare if isinstance(piece, Word) else f"{{{piece.name}}}" for piece in said if piece
    ]


def _piece(written: str) -> Piece:
    if written == "_":
        return None
    if written.startswith("{"):
        return Concept(written[1:-1])
    return word(written)


class Message:
    """A typed message in which idioms and concepts have been found."""

    def __init__(self, typed: Typed, plain: dict[str, frozenset[Word]]) -> None:
        """`plain`: what a word without accents means where it stands alone."""
        self.typed = typed
        self.plain = plain
        self.masked = [False] * len(typed.words)
        self.at: dict[str, list[int]] = defaultdict(list)
        for i, one in enumerate(typed.words):
            self.at[one.bare].append(i)
        self.concepts: dict[str, dict[int, set[int]]] = {}
        self._found: dict[Phrase, list[Span]] = {}

    @property
    def holds(self) -> set[str]:
        """What a sign may need: letters of words, names of concepts in braces."""
        return self.at.keys() | {f"{{{name}}}" for name in self.concepts}

    def mask(self, idioms: Iterable[Phrase]) -> None:
        """Words that stand in an idiom mean nothing else from here on."""
        for start, end in [span for idiom in idioms for span in self.ordered(idiom)]:
            self.masked[start:end] = [True] * (end - start)
        self._found.clear()

    def find(self, name: str, said: Phrase) -> None:
        """Where this phrase of a concept stands."""
        for start, end in self.ordered(said):
            self.concepts.setdefault(name, {}).setdefault(start, set()).add(end)

    def ordered(self, said: Phrase) -> list[Span]:
        """Each place of a phrase, in order."""
        if said not in self._found:
            self._found[said] = self._ordered(said)
        return self._found[said]

    def _ordered(self, said: Phrase) -> list[Span]:
        first = said[0]
        if isinstance(first, Word):
            starts: Iterable[int] = self.at.get(first.bare, ())
            if len(said) == 1:
                starts = [i for i in starts if self._may_stand_alone(first, i)]
        elif isinstance(first, Concept):
            starts = sorted(self.concepts.get(first.name, ()))
        else:
            starts = ()
        return [(start, end) for start in starts if (end := next(self._ends(said, start), 0))]

    def _may_stand_alone(self, wanted: Word, at: int) -> bool:
        typed = self.typed.words[at]
        return (
            self.typed.strict or bool(typed.marks) or wanted in self.plain.get(typed.bare, {wanted})
        )

    def _ends(self, said: Phrase, start: int) -> Iterator[int]:
        if not said:
            yield start
            return
        if start >= len(self.masked):
            return
        first, rest = said[0], said[1:]
        if first is None:
            for skip in range(GAP + 1):
                yield from self._ends(rest, start + skip)
        elif isinstance(first, Concept):
            for end in sorted(self.concepts.get(first.name, {}).get(start, ())):
                yield from self._ends(rest, end)
        elif not self.masked[start] and same(first, self.typed.words[start], self.typed.strict):
            yield from self._ends(rest, start + 1)

    def spans(self, sought: Sign) -> Iterator[list[Span]]:
        """Where all parts of a sign stand near each other, without overlap: the first places."""
        found = [self.ordered(part) for part in sought.parts]
        if not all(found):
            return iter(())
        fewest, *others = sorted(found, key=len)
        near = (near for span in fewest if (near := _near([span], others)))
        return islice(near, MOST)


def _near(so_far: list[Span], others: list[list[Span]]) -> list[Span]:
    """One span of each of the others that is near all so far; [] if there is none."""
    if not others:
        return so_far
    nearest = others[0]
    first = bisect_left(nearest, (so_far[0][0] - 2 * WINDOW, 0))
    for span in nearest[first:]:
        if span[0] > so_far[0][1] + WINDOW:
            break
        if all(_beside(span, one) for one in so_far) and (
            near := _near([*so_far, span], others[1:])
        ):
            return near
    return []


def _beside(one: Span, other: Span) -> bool:
    first, second = sorted((one, other))
    return first[1] <= second[0] <= first[1] + WINDOW
