"""The projection of the schematic map: from degrees to units of its drawing."""

import math

WIDTH, HEIGHT = 370, 470
WEST, NORTH = 101.9, 23.65
SCALE = 26.6
"""Units to a degree of latitude."""
SHRINK = math.cos(math.radians(16))
"""A degree of longitude in the middle of the country, in degrees of latitude."""


def project(lat: float, lon: float) -> tuple[float, float]:
    """Where a point of the Earth lies in the drawing: x to the right, y downwards."""
    return (lon - WEST) * SCALE * SHRINK, (NORTH - lat) * SCALE


def inside(x: float, y: float) -> bool:
    return 0 <= x <= WIDTH and 0 <= y <= HEIGHT
