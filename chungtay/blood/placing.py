"""Where a place is on the plane of distances, and which place a list means."""

from chungtay.lists.placing import NotPlaced, Placer
from chungtay.places.middle import middle

__all__ = ["NotPlaced", "Placer", "middle"]
