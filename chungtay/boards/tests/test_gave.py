"""Who says that somebody has given: the hospital's own desk, or an officer on its word."""

from django.test import Client
from django.urls import reverse

from chungtay.blood.actions import come
from chungtay.blood.models import Given
from chungtay.blood.tests.examples import asks, call, desk
from chungtay.blood.tests.test_come import Donor as Answering
from chungtay.boards.tests.test_pages import DOCTOR, client, text, world
from chungtay.kit import clock

__all__ = ["client", "world"]


def test_an_officer_says_on_whose_word_a_gift_is_written_down(world, client):
    made = call(world, donors=1)
    (ask,) = asks(made)
    come(actor=Answering(ask), at=clock.now(), ask=ask)
    path, given = reverse("boards:gave", args=[made.pk, ask.pk]), Given.objects
    asked = client.post(path)
    assert asked.status_code == 200 and 'value="Điều dưỡng Hồ Thị Vân"' in text(asked)
    nobody = client.post(path, {"told_by": " "})
    assert nobody.status_code == 422 and "Ghi ai ở bệnh viện" in text(nobody)
    assert not given.visible_to(world.officer).exists()
    client.post(path, DOCTOR)
    assert given.visible_to(world.officer).get().told_by == DOCTOR["told_by"]


def test_the_desk_of_the_hospital_records_it_with_one_tap(world):
    made = call(world, donors=1)
    (ask,) = asks(made)
    come(actor=Answering(ask), at=clock.now(), ask=ask)
    van = Client()
    van.force_login(desk(world).account)
    assert van.post(reverse("boards:gave", args=[made.pk, ask.pk])).status_code == 302
    assert Given.objects.visible_to(world.officer).get().told_by == ""
