"""The loopback Zalo and a town, as the tests of channels know them."""

from chungtay.channels.tests.conftest import our_server, running_zalo, town

__all__ = ["our_server", "running_zalo", "town"]
