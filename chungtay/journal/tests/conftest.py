import pytest


@pytest.fixture
def books(own_database, tmp_path, settings):
    """A database with real commits, and a folder of its own for the roots."""
    from chungtay.journal import measures

    settings.DATA_DIR = tmp_path
    measures.load()
    return own_database


@pytest.fixture
def committed(books):
    """`world` on that database."""
    from datetime import UTC, datetime

    from conftest import World

    return World(datetime(2026, 11, 20, 7, 5, tzinfo=UTC))
