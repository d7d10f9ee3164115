"""Verbs of tending: connecting an account, naming who keeps it, telling them."""

from chungtay.tending.actions.joining import (
    CopiedBadly,
    Ended,
    NotReached,
    begin_joining,
    end_joining,
    note_saved,
    try_out,
)
from chungtay.tending.actions.keeping import (
    AlreadyTold,
    NoKeeper,
    NotAPostHolder,
    NoWayThere,
    name_keeper,
    tell_keeper,
)
from chungtay.tending.actions.trying import NotThisWay, TriedOften, try_channel

__all__ = [
    "AlreadyTold",
    "CopiedBadly",
    "Ended",
    "NoKeeper",
    "NoWayThere",
    "NotAPostHolder",
    "NotReached",
    "NotThisWay",
    "TriedOften",
    "begin_joining",
    "end_joining",
    "name_keeper",
    "note_saved",
    "tell_keeper",
    "try_channel",
    "try_out",
]
