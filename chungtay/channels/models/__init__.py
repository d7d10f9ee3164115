"""Channels, what went out through them, what came in."""

from chungtay.channels.models.channel import Channel, Incident, Keys
from chungtay.channels.models.delivery import Delivery
from chungtay.channels.models.inbound import Inbound, Settlement, TurnedAway

__all__ = ["Channel", "Delivery", "Inbound", "Incident", "Keys", "Settlement", "TurnedAway"]
