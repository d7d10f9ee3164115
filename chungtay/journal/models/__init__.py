"""The books and what stands beside them."""

from chungtay.journal.models.books import Entry, Line, Refusal
from chungtay.journal.models.closings import Closing, Tally
from chungtay.journal.models.nouns import Actor, Heading, Measure
from chungtay.journal.models.outbox import Message, Waiting

__all__ = [
    "Actor", "Closing", "Entry", "Heading", "Line", "Measure", "Message", "Refusal", "Tally",
    "Waiting",
]  # fmt: skip
