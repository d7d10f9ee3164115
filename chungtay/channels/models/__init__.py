"""Channels, and what went out through them."""

from chungtay.channels.models.channel import Channel, Incident, Keys
from chungtay.channels.models.delivery import Delivery

__all__ = ["Channel", "Delivery", "Incident", "Keys"]
