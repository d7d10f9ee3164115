"""Groups, what is posted in them, what came of it, and links to report by."""

from chungtay.groups.models.arrivals import Arrival, ReportLink
from chungtay.groups.models.postings import Notice, Posting, PrivateGroup

__all__ = ["Arrival", "Notice", "Posting", "PrivateGroup", "ReportLink"]
