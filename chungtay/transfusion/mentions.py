"""Notices that a text names a patient, where only help may be spoken of. Pure.

A call for help says nothing of who is ill. People of a hospital may be named ("gặp cô Vân"),
and so may streets.
"""

import re

from chungtay.transfusion.data import words

_WORD = rf"[{words.LOWER.upper()}][{words.LOWER}]+"
_NAME = rf"{_WORD}(?:\s+{_WORD}){{0,3}}"
_AND_BED = rf"(?:\s*,?\s*(?i:{words.BED}))?"

_SUSPECT = (
    re.compile(rf"\b(?i:{words.KIN})\s+{_NAME}{_AND_BED}"),
    re.compile(rf"\b(?i:{words.PATIENT})\s*:?\s+{_NAME}"),
    re.compile(rf"\b(?:{words.SURNAME})(?:\s+{_WORD}){{1,3}}{_AND_BED}"),
    re.compile(rf"\b(?i:{words.BED})"),
    re.compile(rf"(?i:{words.AGE})"),
)
_MAY_BE_NAMED = re.compile(
    rf"\b(?i:{words.MEET}|{words.STAFF}|{words.ROAD})\s+(?:(?i:{words.KIN}|{words.STAFF})\s+)?"
    rf"(?:{_WORD}\s+)?$"
)


def looks_like_a_patient(text: str) -> str:
    """The part that seems to say who the patient is: "bà Hoa giường 14"; "" if nothing does."""
    for pattern in _SUSPECT:
        for found in pattern.finditer(text):
            if not _MAY_BE_NAMED.search(text[: found.start()]):
                return found.group().strip()
    return ""
