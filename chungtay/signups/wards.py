"""Which wards have public pages: those that keep a register with us."""

from datetime import datetime

from django.shortcuts import get_object_or_404

from chungtay.access.models import Post
from chungtay.places.models import Place, PlaceQuerySet


def wards(at: datetime) -> PlaceQuerySet:
    """Wards where somebody holds a post."""
    held = Post.objects.held_at(at).values("place")
    return Place.objects.standing().filter(kind=Place.Kind.COMMUNE, pk__in=held)


def ward_or_404(code: str, at: datetime) -> Place:
    found: Place = get_object_or_404(wards(at), code=code)
    return found
