"""Verbs of upkeep."""

from chungtay.upkeep.actions.caring import NoNote, send_care_note
from chungtay.upkeep.actions.doubting import NothingDoubted, OwnCall, report_call, settle_doubts
from chungtay.upkeep.actions.learning import NothingLearnt, fit_responses
from chungtay.upkeep.actions.numbers import NotListed, list_number

__all__ = [
    "NoNote", "NotListed", "NothingDoubted", "NothingLearnt", "OwnCall", "fit_responses",
    "list_number", "report_call", "send_care_note", "settle_doubts",
]  # fmt: skip
