"""What tests of an officer's pages begin with. A test module takes what it needs:

world, client, text = officers.world, officers.client, officers.text
"""

from datetime import timedelta

import pytest
from django.test import Client

from chungtay.kit import clock
from conftest import World


@pytest.fixture
def world(db):
    """The ward of half an hour ago: what was begun there is still open while a page is looked at,
    since views know no other moment than now."""
    return World(clock.now() - timedelta(minutes=30))


@pytest.fixture
def client(world):
    """The ward's area officer, signed in, without script."""
    found = Client()
    found.force_login(world.officer.account)
    return found


def text(answer):
    """What a page says, on one line."""
    return " ".join(answer.content.decode().replace("\u00a0", " ").split())
