"""`among` gives what `in` gives, with one parameter."""

import pytest
from django.db.models import Q

from chungtay.places.models import Place


@pytest.mark.parametrize("keys", [[], [3], [2, 3, 2], {5, 7}, range(1, 40), {9: "x"}])
def test_among_is_in(world, keys):
    ids = [f"{Place.objects.order_by('pk')[n].pk}" for n in keys]
    among = Place.objects.filter(pk__among=ids)
    assert set(among) == set(Place.objects.filter(pk__in=ids))
    assert among.count() == len(set(ids))


def test_by_key_by_text_and_denied(world):
    ward = world.ward
    names = [ward.name, "không có", "a'b", "{,}", '"', "\\", "NULL"]
    at_home = Place.objects.filter(province__among=[ward.province_id])
    found = at_home.filter(name__among=names)
    assert ward in found and set(found) == set(at_home.filter(name__in=names))
    others = at_home.exclude(Q(name__among=names) | Q(parent__among=[]))
    assert set(others) == set(at_home.exclude(name__in=names)) and ward not in others


def test_one_parameter_however_many(world):
    statement, values = Place.objects.filter(pk__among=range(5_000)).query.sql_with_params()
    assert statement.count("%s") == len(values) == 1
