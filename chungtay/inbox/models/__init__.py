"""What came in."""

from chungtay.inbox.models.inbound import Inbound, Settlement, TurnedAway

__all__ = ["Inbound", "Settlement", "TurnedAway"]
