"""Reads the list a club keeps: a file's bytes in, rows with reasons out. No database."""

from chungtay.blood.intake.listing import Listed, Row, read
from chungtay.blood.intake.sheet import NotAList

__all__ = ["Listed", "NotAList", "Row", "read"]
