"""Answers of ours that definitely reached nobody: whoever asked still waits."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from chungtay.channels.reasons import words
from chungtay.inbox.models import Letter
from chungtay.kit import clock


@dataclass(frozen=True, slots=True)
class Unsent:
    """One of them: the letter, and what became of it in words."""

    letter: int
    text: str


def unsent(conversation_ids: list[int]) -> dict[int, list[Unsent]]:
    """For each of these conversations its failed answers, in the order in which they were given;
    one question whatever there is. An answer on its way or in doubt is none of them."""
    letters = Letter.objects.unscoped(why="answers in conversations within reach").failed()
    rows = letters.filter(conversation__in=conversation_ids).order_by("at", "pk")
    found: dict[int, list[Unsent]] = {}
    for conversation, pk, at, code in rows.values_list("conversation", "pk", "at", "code"):
        text = _("Câu trả lời lúc %(when)s không tới: %(why)s") % {
            "when": clock.moment(at), "why": lowered(words(code))
        }  # fmt: skip
        found.setdefault(conversation, []).append(Unsent(pk, text))
    return found


def lowered(sentence: str) -> str:
    """A sentence after a colon; a name that begins it keeps its capital."""
    name = sentence.split(" ")[0] in {"Zalo", "OA", "SMS"}
    return sentence if name or not sentence else sentence[0].lower() + sentence[1:]
