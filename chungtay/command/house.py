"""A house of a command's own: a cluster in a folder that is removed afterwards, migrated and
loaded, with Django set up as the app's role. With ordinary durability unless told otherwise."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from chungtay.command import postgres

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = ("shared_buffers=1GB", "max_wal_size=4GB", "work_mem=16MB", "maintenance_work_mem=256MB")


@dataclass(frozen=True, slots=True)
class House:
    folder: Path
    url: str
    """As the app connects."""
    owner_url: str


@contextmanager
def house(settings: tuple[str, ...] = SETTINGS) -> Iterator[House]:
    """Build it, and leave nothing behind whatever happens inside."""
    folder = Path(tempfile.mkdtemp(prefix="chungtay-bench-"))
    cluster = None
    try:
        cluster = postgres.start(folder / "postgres", settings=settings)
        postgres.create_database(cluster, "bench")
        url, owner_url = cluster.url(postgres.APP, "bench"), cluster.url(postgres.OWNER, "bench")
        os.environ |= {
            "DATABASE_URL": url, "DATABASE_OWNER_URL": owner_url, "CHUNGTAY_DEMO": "1",
            "CHUNGTAY_SECRET_KEY": "bench", "CHUNGTAY_DATA": str(folder),
            "DJANGO_SETTINGS_MODULE": "chungtay.settings",
        }  # fmt: skip
        command = [sys.executable, "-m", "chungtay.command", "sync"]
        subprocess.run(command, cwd=ROOT, check=True)
        import django

        django.setup()
        yield House(folder, url, owner_url)
    finally:
        if cluster:
            from django.db import connections

            connections.close_all()
            postgres.stop(cluster)
        shutil.rmtree(folder, ignore_errors=True)
