"""Tests run on a real PostgreSQL, migrated and loaded as the owner, used as the app's own role.

`./run test` runs three at a time, since much of a test's time is waiting. Each of them has a
cluster of its own: a transaction that one leaves open would hold up the other's closings. They are
copies of one that is built while the tests are being collected.
"""

import gc
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import settings as hypothesis_settings

pytest_plugins = ["chungtay.kit.tests.browser"]
ROOT = Path(__file__).parent
sys.path.insert(0, str(ROOT))

from chungtay.command import postgres  # noqa: E402

os.environ.setdefault("CHUNGTAY_DEMO", "1")
os.environ.setdefault("CHUNGTAY_SECRET_KEY", "tests only")
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
FOLDERS = os.environ.get("CHUNGTAY_TEST_CLUSTER", str(ROOT / ".data" / "test"))
FOLDER = Path(FOLDERS + WORKER)
MODEL = Path(FOLDERS + "-model")
"""The cluster that those of the workers are copied from; never runs but while it is built."""
NAME = os.environ.get("CHUNGTAY_TEST_DB", "test")
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=256MB",
        "max_wal_size=2GB", "autovacuum=off", "jit=off")  # fmt: skip
"""`sync` turns jit off for the database it builds, which a clone of it does not inherit."""
PROGRAM = ("__init__.py", "migrations/*.py", "models.py", "models/*.py", "actions.py",
           "actions/*.py", "data/*")  # fmt: skip


# No test fails by the clock: on a busy machine anything may take long once.
hypothesis_settings.register_profile("house", deadline=None)
hypothesis_settings.load_profile("house")


def fingerprint() -> str:
    """Changes whenever the schema or the reference data might."""
    digest = hashlib.sha256((ROOT / "chungtay" / "command" / "sync.py").read_bytes())
    for app in sorted((ROOT / "chungtay").iterdir()):
        for pattern in PROGRAM:
            for path in sorted(app.glob(pattern)):
                if path.is_file():
                    digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


LONGEST = (
    "site/tests/test_every_page", "site/tests/test_setting_up", "site/tests/test_the_thread",
    "channels/tests/test_faults", "people/tests/test_odd", "site/tests/test_the_walk",
    "journal/tests/test_every_verb", "command/tests/test_restore", "journal/tests/test_crash",
    "rights/tests/test_killed", "kit/tests/test_gallery", "doors/tests/test_in_a_browser",
    "groups/tests/test_browser", "journal/tests/test_b", "rights/tests/test_browser",
    "transfusion/tests/test_browser", "tending/tests/test_in_a_browser", "command/tests/",
    "blood/tests/test_browser", "boards/tests/test_browser", "blood/tests/test_turn",
    "lists/tests/test_browser",
    "donors/tests/test_t", "donors/tests/test_browser", "intake/tests/test_webhook",
    "intake/tests/test_mutated", "inbox/tests/test_arriving", "channels/tests/test_resolving",
    "journal/tests/test_stateful", "channels/", "people/tests/test_undo", "access/tests/test_b",
    "signups/tests/test_on_zalo", "signups/tests/test_browser", "journal/",
)  # fmt: skip
"""What takes longest begins first, so that none is left alone with it at the end."""
ALONE = (
    "test_naming.py",
    "test_the_past_is_silent.py",
    "test_the_walk.py",
    "test_today.py",
    "test_ward_page.py",
)
"""Tests of the site that do not visit the running demo."""


def pytest_configure(config: pytest.Config) -> None:
    if not WORKER and config.getoption("numprocesses", None):
        subprocess.Popen([sys.executable, __file__], cwd=ROOT)  # while the workers collect
    else:
        gc.disable()


def pytest_collection_finish() -> None:
    """What was collected stays to the end: to look through it for garbage again and again cost a
    tenth of the processor."""
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def kept_contexts() -> Iterator[None]:
    """Of what is drawn for a page, Django's test client keeps every component's context, hundreds
    of copies; ours keeps the page's own, where `response.context[…]` looks first."""
    from django.test import client

    def first_alone(store: Any, signal: Any, sender: Any, template: Any, context: Any, **_: Any):
        del signal, sender
        if not store:
            store["templates"] = [template]
            store["context"] = client.ContextList([copy(context)])

    patch = pytest.MonkeyPatch()
    patch.setattr(client, "store_rendered_templates", first_alone)
    yield
    patch.undo()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def rank(item: pytest.Item) -> int:
        file = item.nodeid.removeprefix("chungtay/")
        return next((n for n, begin in enumerate(LONGEST) if file.startswith(begin)), len(LONGEST))

    items.sort(key=rank)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """A file stays together, and so do those that visit the one running demo."""
    from xdist.scheduler import LoadScopeScheduling

    class Files(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.split("::")[0]
            visits = file.startswith("chungtay/site/tests/test_") and not file.endswith(ALONE)
            return "demo" if visits else file

    return Files(config, log)


@dataclass(frozen=True)
class Databases:
    cluster: postgres.Cluster
    template: str

    def url(self, name: str, role: str = postgres.APP) -> str:
        return self.cluster.url(role, name)

    def admin(self, sql: str) -> None:
        with psycopg.connect(self.url("postgres", postgres.OWNER), autocommit=True) as connection:
            connection.execute(sql)

    def clone(self, name: str) -> str:
        self.admin(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        self.admin(f'CREATE DATABASE "{name}" TEMPLATE "{self.template}" OWNER {postgres.OWNER}')
        return self.url(name)

    def drop(self, name: str) -> None:
        self.admin(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _prepare() -> Databases:
    """A template database with everything in it, made once per state of the code."""
    template = f"{NAME}_{fingerprint()}"
    if WORKER and _holds(FOLDER) != template:
        _copy_of_the_model(template)
    cluster = postgres.start(FOLDER, settings=FAST)
    _build(cluster, template)
    return Databases(cluster, template)


def _build(cluster: postgres.Cluster, template: str) -> None:
    with psycopg.connect(cluster.url(postgres.OWNER, "postgres"), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(hashtext(%s))", [NAME])
        names = {row[0] for row in connection.execute("SELECT datname FROM pg_database")}
        if template not in names:
            for old in names:
                if old.startswith(f"{NAME}_"):
                    connection.execute(f'DROP DATABASE IF EXISTS "{old}" WITH (FORCE)')
            building = f"building_{template}"
            connection.execute(f'DROP DATABASE IF EXISTS "{building}" WITH (FORCE)')
            postgres.create_database(cluster, building)
            env = {
                **os.environ,
                "DATABASE_URL": cluster.url(postgres.APP, building),
                "DATABASE_OWNER_URL": cluster.url(postgres.OWNER, building),
            }
            subprocess.run(
                [sys.executable, "-m", "chungtay.command", "sync"], env=env, cwd=ROOT, check=True
            )
            connection.execute(f'ALTER DATABASE "{building}" RENAME TO "{template}"')


def _holds(folder: Path) -> str:
    """The template that a copied or copyable cluster says it has."""
    mark = folder / "holds"
    return mark.read_text() if mark.exists() else ""


def _copy_of_the_model(template: str) -> None:
    """This worker's cluster anew. Whoever asks first builds the model, the others wait for it."""
    with postgres.lock(Path(f"{MODEL}-being-built")):
        if _holds(MODEL) != template:
            _remove(MODEL)
            cluster = postgres.start(MODEL, settings=FAST)
            _build(cluster, template)
            postgres.stop(cluster)
            (MODEL / "holds").write_text(template)
    if WORKER:
        _remove(FOLDER)
        shutil.copytree(MODEL, FOLDER)


def _remove(folder: Path) -> None:
    cluster = postgres.Cluster(folder.resolve(), Path())
    if cluster.is_up():
        postgres.stop(cluster)
    shutil.rmtree(folder, ignore_errors=True)


_WRITTEN = """
SELECT relid::int, schemaname LIKE 'pg\\_%' AND pg_class.relname <> 'pg_statistic' AS catalogue,
       quote_ident(schemaname) || '.' || quote_ident(pg_class.relname),
       n_tup_ins, n_tup_upd + n_tup_del
FROM pg_stat_all_tables JOIN pg_class ON oid = relid
WHERE NOT relisshared AND schemaname <> 'pg_toast'
"""
_SEQUENCES = """
SELECT format('%I.%I', schemaname, sequencename), coalesce(last_value, start_value),
       last_value IS NOT NULL FROM pg_sequences
"""


@dataclass
class Lent:
    """One database lent to test after test: what a test wrote is taken out of it again, which is
    ten times quicker than a new clone. Where that cannot be done for certain, it is a new clone:
    after a change of the schema, or of rows that were there before."""

    databases: Databases
    name: str
    _written: dict[int, Any] = field(default_factory=dict)
    """What PostgreSQL had counted when it was lent; empty before the first time."""
    _sequences: set[Any] = field(default_factory=set)
    _held: set[str] = field(default_factory=set)
    """Tables of the template that hold rows."""
    _first: int = 0
    """The transaction from which on everything was written by tests."""

    def fresh(self) -> str:
        """Its URL, with just what the template holds."""
        if not self._written or not self._taken_out():
            self.databases.clone(self.name)
            with self._owner() as owner:
                self._begin(owner)
        return self.databases.url(self.name)

    def _owner(self) -> psycopg.Connection[Any]:
        url = self.databases.url(self.name, postgres.OWNER)
        return psycopg.connect(url, autocommit=True)

    def _begin(self, owner: psycopg.Connection[Any]) -> None:
        self._sequences = set(owner.execute(_SEQUENCES).fetchall())
        tables = [row[2] for row in owner.execute(_WRITTEN) if not row[1]]
        self._held = {
            table for table in tables if owner.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()
        }
        self._first = owner.execute("SELECT pg_current_xact_id()::text::bigint").fetchone()[0]
        # Counted although it is undone: so a server that crashed, and counts anew, is noticed.
        with owner.transaction(force_rollback=True):
            owner.execute("UPDATE django_migrations SET app = app")
        self._written = self._counted(owner)

    def _counted(self, owner: psycopg.Connection[Any]) -> dict[int, Any]:
        """How many rows of each table were ever written, this session's included."""
        owner.execute("SELECT pg_stat_force_next_flush()")
        return {row[0]: row[1:] for row in owner.execute(_WRITTEN)}

    def _taken_out(self) -> bool:
        """Whether nothing of the last test is left."""
        # What a backend wrote is counted for certain once it has ended.
        self.databases.admin(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            f" WHERE datname = '{self.name}'"
        )
        with self._owner() as owner:
            dirty = []
            for oid, (catalogue, table, new, changed) in self._counted(owner).items():
                before = self._written.get(oid)
                if before is None:
                    return False
                if (new, changed) == tuple(before[2:]):
                    continue
                if catalogue or new < before[2] or (table in self._held and changed != before[3]):
                    return False
                dirty.append(table)
            owner.execute("SET session_replication_role = replica")
            for table in dirty:
                owner.execute(f"DELETE FROM {table} WHERE xmin::text::bigint >= {self._first}")
            for name, value, called in self._sequences - set(owner.execute(_SEQUENCES).fetchall()):
                owner.execute("SELECT setval(%s, %s, %s)", [name, value, called])
            self._written = self._counted(owner)
        return True


@pytest.fixture(scope="session")
def databases() -> Iterator[Databases]:
    found = _prepare()
    yield found
    if WORKER and not _visited(found):
        postgres.stop(found.cluster)


def _visited(databases: Databases) -> bool:
    """Whether somebody else is at work there: a second run of the tests in this folder."""
    with psycopg.connect(databases.url("postgres", postgres.OWNER)) as connection:
        others = "SELECT count(*) FROM pg_stat_activity WHERE client_port IS NOT NULL"
        return bool(connection.execute(f"{others} AND pid <> pg_backend_pid()").fetchone()[0])


@pytest.fixture(scope="session")
def django_db_setup(databases: Databases) -> Iterator[None]:
    """Ordinary tests share one clone and roll back; the connection is the app's own role."""
    name = f"{NAME}_run_{os.getpid()}"
    databases.clone(name)
    _use(databases.url(name))
    yield
    from django.db import connections

    connections.close_all()
    databases.drop(name)


def _use(url: str) -> None:
    from django.db import connections

    from chungtay import settings

    connections["default"].close()
    for key, value in settings.database(url).items():
        connections["default"].settings_dict[key] = value
        connections.databases["default"][key] = value


@pytest.fixture(scope="session")
def lent(databases: Databases) -> Iterator[Lent]:
    database = Lent(databases, f"{NAME}_own_{os.getpid()}")
    yield database
    databases.drop(database.name)


@pytest.fixture
def own_database(lent: Lent, django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """A database of this test's own where commits are real; gives its URL (app role)."""
    from django.db import connections

    before = dict(connections["default"].settings_dict)
    url = lent.fresh()
    with django_db_blocker.unblock():
        _use(url)
        yield url
        connections.close_all()
    connections["default"].settings_dict.update(before)
    connections.databases["default"].update(before)


@dataclass
class World:
    """A small named ward: Hòa Cường in Đà Nẵng, its officer, and people who are not of it."""

    at: datetime

    @cached_property
    def system(self) -> Any:
        from chungtay.journal.system import System

        return System("test")

    @cached_property
    def ward(self) -> Any:
        return self._commune("Hòa Cường")

    @cached_property
    def other_ward(self) -> Any:
        return self._commune("Thanh Khê")

    def _commune(self, name: str) -> Any:
        from chungtay.places.models import Place

        return Place.objects.get(
            name=name,
            kind="commune",
            valid_to=None,
            parent__name__in=["Đà Nẵng", "Thành phố Đà Nẵng"],
        )

    def account(self, name: str, role: str | None = None, place: Any = None) -> Any:
        """A signed-in person; `role` at `place` if given."""
        from chungtay.access import actions
        from chungtay.access.acting import PostHolder
        from chungtay.access.models import Account
        from chungtay.access.roles import TABLE, Role
        from chungtay.journal.models import Actor

        account = Account(
            username=name, name=name, actor=Actor.objects.create(kind="account"),
            place=place or self.ward,
        )  # fmt: skip
        account.set_unusable_password()
        account.save()
        if role:
            actions.appoint(
                actor=self.system,
                at=self.at,
                place=place or self.ward,
                account=account,
                role=Role(role),
                organisation=self.some_organisation if TABLE[Role(role)].organisation else None,
            )
        return PostHolder(account, self.at)

    @cached_property
    def some_organisation(self) -> int:
        """The Actor of an organisation, for posts that speak for one."""
        from chungtay.journal.models import Actor

        return Actor.objects.create(kind=Actor.Kind.ORGANISATION).pk

    @cached_property
    def officer(self) -> Any:
        return self.account("vinh", "area_officer", self.ward)

    @cached_property
    def elsewhere(self) -> Any:
        return self.account("loc", "area_officer", self.other_ward)

    @cached_property
    def stranger(self) -> Any:
        return self.account("la")


@pytest.fixture
def world(db: None) -> World:
    return World(datetime(2026, 11, 20, 7, 5, tzinfo=UTC))


if __name__ == "__main__":
    _copy_of_the_model(f"{NAME}_{fingerprint()}")
