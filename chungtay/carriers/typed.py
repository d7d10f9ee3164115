"""Which of the answers that were offered somebody means who typed. Pure."""

import re

from chungtay.kit.vietnamese import fold

_NUMBER = re.compile(r"(?:toi )?(?:xin )?(?:chon|so|tra loi|y)? ?(?:so )?([1-9])")


def chosen(text: str, labels: list[str]) -> int | None:
    """Which answer a person means who typed: "1", "1.", "số 1", or the words of the button.

    A number chooses among several answers, never the only one.
    """
    said = _bare(text)
    number = _NUMBER.fullmatch(said)
    if number:
        choice = int(number[1]) - 1
        return choice if 1 < len(labels) > choice else None
    same = [choice for choice, label in enumerate(labels) if same_words(text, label)]
    return same[0] if len(same) == 1 else None


def same_words(text: str, label: str) -> bool:
    """Whether these are the words of this answer, accents, case and punctuation apart."""
    return bool(_bare(text)) and _bare(text) == _bare(label)


def _bare(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", fold(text)).split())
