"""Boards, the front door, health."""

from chungtay.site.views.door import home
from chungtay.site.views.health import health
from chungtay.site.views.person import person
from chungtay.site.views.today import today
from chungtay.site.views.ward import ward

__all__ = ["health", "home", "person", "today", "ward"]
