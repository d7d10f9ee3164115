"""Where a place is on the plane of distances, and which place a list means."""

from chungtay.places.middle import middle
from chungtay.sheets.placing import NotPlaced, Placer

__all__ = ["NotPlaced", "Placer", "middle"]
