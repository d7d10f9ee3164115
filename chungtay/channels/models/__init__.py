"""Channels, whom they reach, and what went out through them."""

from chungtay.channels.models.channel import Channel, Incident, Keys
from chungtay.channels.models.delivery import Delivery
from chungtay.channels.models.pace import Allowance, Pace
from chungtay.channels.models.presence import Presence, Template
from chungtay.channels.ways import Way

__all__ = [
    "Allowance", "Channel", "Delivery", "Incident", "Keys", "Pace", "Presence", "Template", "Way",
]  # fmt: skip
