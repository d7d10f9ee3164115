"""The loopback Zalo, our server for its webhooks, and a town between them. Commits are real."""

from datetime import UTC, datetime

import pytest

from chungtay.channels.tests.loopback import Loopback, OurServer, Town
from conftest import World


@pytest.fixture
def town(own_database, tmp_path):
    server = OurServer()
    zalo = Loopback(tmp_path / "zalo", server.url)
    try:
        yield Town(World(datetime(2026, 11, 20, 7, 5, tzinfo=UTC)), zalo)
    finally:
        zalo.close()
        server.close()
