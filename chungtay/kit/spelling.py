"""When two names are spelled the same. Pure."""

import unicodedata
from functools import lru_cache

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


@lru_cache(maxsize=20_000)
def _word(word: str) -> str:
    apart = unicodedata.normalize("NFD", word.lower())
    tone = "".join(c for c in apart if c in _TONES)
    return unicodedata.normalize("NFC", "".join(c for c in apart if c not in _TONES)) + tone


def spelled(name: str) -> str:
    """The same for "HOÀ", "Hòa" and "hoà" (one name, its tone set in two places), another for
    "Hoa": between brothers and sisters on one telephone an accent is the difference."""
    return " ".join(_word(word) for word in name.split())
