"""Requests with their clocks, erasures with their proof."""

from chungtay.rights.models.erasures import ErasedActor, Erasure, Order, Proof
from chungtay.rights.models.requests import Answer, Ending, Extension, Request

__all__ = [
    "Answer", "Ending", "ErasedActor", "Erasure", "Extension", "Order", "Proof", "Request",
]  # fmt: skip
