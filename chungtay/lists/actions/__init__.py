"""Verbs of lists."""

from chungtay.lists.actions.bringing import AlreadyDecided, NotAColumn, bring, map_columns
from chungtay.lists.actions.taking import NothingToTakeIn, take_in, take_in_rest
from chungtay.lists.actions.undoing import Touched, give_up, take_back

__all__ = [
    "AlreadyDecided", "NotAColumn", "NothingToTakeIn", "Touched", "bring", "give_up",
    "map_columns", "take_back", "take_in", "take_in_rest",
]  # fmt: skip
