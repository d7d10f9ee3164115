"""A donor on duty, step by step; each step a row with its entry."""

from chungtay.releases.models.releases import Clearance, Covering, Leave, Release, Told
from chungtay.releases.models.serving import Serving

__all__ = ["Clearance", "Covering", "Leave", "Release", "Serving", "Told"]
