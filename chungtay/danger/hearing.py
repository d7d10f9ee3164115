"""Whether a message speaks of fire, crime in progress or danger to life, and whom to call."""

from dataclasses import dataclass

from chungtay.danger.lexicon import NUMBERS, Cry, lexicon
from chungtay.danger.phrases import Message, Phrase, Span
from chungtay.danger.typing import read

VIOLENCE, CHILDREN = "113", "111"


@dataclass(frozen=True, slots=True)
class Heard:
    """Whom to call ("" for nobody), the typed words that say so, and the sign they make."""

    number: str
    because: tuple[str, ...] = ()
    sign: str = ""


def danger(text: str) -> str:
    """Whom to call: "114", "113", "115" or "111"; "" when the message speaks of no danger."""
    return hear(text).number


def hear(text: str) -> Heard:
    """The number for which most signs stand in the message that nothing takes back.

    Violence is for 111, the hotline for children, where half as much speaks of a child.
    """
    listening = _Listening(text)
    found: dict[str, list[tuple[Cry, list[Span]]]] = {}
    for cry in listening.cries():
        if spans := listening.heard(cry):
            found.setdefault(cry.number, []).append((cry, spans))
    if not found:
        return Heard("")
    number = max(NUMBERS, key=lambda one: len(found.get(one, ())))
    if number == VIOLENCE and 2 * len(found.get(CHILDREN, ())) >= len(found[number]):
        number = CHILDREN
    cry, spans = found[number][0]
    raw = listening.message.typed.raw
    return Heard(number, tuple(" ".join(raw[a:b]) for a, b in sorted(spans)), cry.sign.said)


class _Listening:
    """One message, and where in it stands what takes signs back."""

    def __init__(self, text: str) -> None:
        self.told = told = lexicon()
        self.message = message = Message(read(text, told.short), told.plain)
        message.mask(told.idioms.among(message.holds))
        for name, said in told.concepts.among(message.holds):
            message.find(name, said)
        typed = message.typed
        self.now = self._numbers("now", typed.sentences)
        self.never = self._numbers("never", typed.sentences)
        self.asked = self._numbers("asked", typed.sentences)
        self.over = self._numbers("over", typed.clauses)
        self.denials = {
            (start, end) for start, ends in message.concepts.get("not", {}).items() for end in ends
        }
        self.unless: dict[tuple[Phrase, ...], set[int]] = {}

    def cries(self) -> list[Cry]:
        hurry = "hurry" in self.message.concepts
        cries = self.told.cries.among(self.message.holds)
        return sorted((cry for cry in cries if cry.sure or hurry), key=lambda cry: cry.number)

    def heard(self, cry: Cry) -> list[Span]:
        """Where its sign stands and nothing takes it back; [] if nowhere."""
        for spans in self.message.spans(cry.sign):
            if not self._taken_back(cry, spans):
                return spans
        return []

    def _numbers(self, concept: str, of: list[int]) -> set[int]:
        return {of[start] for start in self.message.concepts.get(concept, ())}

    def _taken_back(self, cry: Cry, spans: list[Span]) -> bool:
        """Over, only read of or asked about, unless it is said to happen now; or denied."""
        typed = self.message.typed
        clauses = {typed.clauses[i] for a, b in spans for i in range(a, b)}
        sentences = {typed.sentences[i] for a, b in spans for i in range(a, b)}
        if sentences & self.never or clauses & self._unless(cry.unless):
            return True
        if (clauses & self.over or sentences & self.asked) and not sentences & self.now:
            return True
        return any(
            start < first and end - 1 <= first <= end
            for first, _end in spans
            for start, end in self.denials
        )

    def _unless(self, said: tuple[Phrase, ...]) -> set[int]:
        if said not in self.unless:
            clauses = self.message.typed.clauses
            self.unless[said] = {
                clauses[start] for but in said for start, _end in self.message.ordered(but)
            }
        return self.unless[said]
