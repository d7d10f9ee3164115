"""An account being connected; who keeps a channel, and what they were told."""

from chungtay.tending.models.joining import Joining
from chungtay.tending.models.keeping import Alarm, Keeper

__all__ = ["Alarm", "Joining", "Keeper"]
