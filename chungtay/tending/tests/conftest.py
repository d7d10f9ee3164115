"""The loopback Zalo of channels' tests, and a ward whose account is not connected yet."""

from datetime import UTC, datetime

import pytest

from chungtay.channels.tests.conftest import our_server, running_zalo, town
from chungtay.tending.tests.office import Office
from conftest import World

__all__ = ["our_server", "running_zalo", "town"]


@pytest.fixture
def office(own_database, our_server, running_zalo, settings):
    """An administrator at a browser, Zalo beside, nothing connected."""
    running_zalo.ask("reset")
    settings.ZALO_HOSTS = {"api_base": running_zalo.url, "oauth_base": running_zalo.url}
    try:
        yield Office(World(datetime(2026, 11, 20, 7, 5, tzinfo=UTC)), running_zalo)
    finally:
        running_zalo.ask("reset")
