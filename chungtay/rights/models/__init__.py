"""Requests with their clocks, erasures with their proof, breaches."""

from chungtay.rights.models.breaches import Breach, BreachClosure, BreachNotice
from chungtay.rights.models.erasures import ErasedActor, Erasure, Proof
from chungtay.rights.models.requests import Answer, Ending, Extension, Request

__all__ = [
    "Answer", "Breach", "BreachClosure", "BreachNotice", "Ending", "ErasedActor", "Erasure",
    "Extension", "Proof", "Request",
]  # fmt: skip
