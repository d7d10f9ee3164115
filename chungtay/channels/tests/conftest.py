"""The loopback Zalo, our server for its webhooks, and a town between them. Commits are real."""

from datetime import UTC, datetime

import pytest

from chungtay.channels.tests.loopback import Loopback, OurServer, Town
from conftest import World


@pytest.fixture(scope="session")
def our_server(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        server = OurServer()
    yield server
    server.close()


@pytest.fixture(scope="session")
def running_zalo(our_server, tmp_path_factory):
    zalo = Loopback(tmp_path_factory.mktemp("zalo"), our_server.url)
    yield zalo
    zalo.close()


@pytest.fixture
def town(own_database, our_server, running_zalo):
    """One Zalo for all tests: each begins in a world of its own, and leaves nothing on its way."""
    running_zalo.ask("reset")
    try:
        yield Town(World(datetime(2026, 11, 20, 7, 5, tzinfo=UTC)), running_zalo)
    finally:
        running_zalo.ask("reset")
