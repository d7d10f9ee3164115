"""Bring a database up to date: migrations, grants, reference data. Runs as the owner's role."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

GRANTS = """
GRANT USAGE ON SCHEMA public TO {app};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {app};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {app};
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {app};
REVOKE UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON {books} FROM {app};
REVOKE UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON {nouns} FROM {app};
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {app};
REVOKE CREATE ON SCHEMA public FROM {app}, PUBLIC;
"""
EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")
"""All three are trusted: the owner of the database may create them without being a superuser."""
BOOKS = "journal_entry, journal_line, journal_closing, journal_refusal"
"""Tables where a row, once written, stands: the app's role may only add and read."""
NOUNS = "journal_actor, journal_heading, journal_measure"
"""What the books speak of: changing a measure's unit would change every line that was written."""


def grant(app_role: str) -> None:
    """What the app's role may do: everything on ordinary rows, INSERT and SELECT on the books."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = on")
        cursor.execute(
            GRANTS.format(app=connection.ops.quote_name(app_role), books=BOOKS, nouns=NOUNS)
        )


def load() -> None:
    """Reference data: the same again changes nothing."""
    from chungtay.journal import measures
    from chungtay.places.load import load as load_places

    load_places()
    measures.load()


@contextmanager
def new_models_alone() -> Iterator[None]:
    """While it migrates, Django renders every model that a new one is related to anew, which with
    us are all. Nothing can refer to a model that is only just made, so that one alone is rendered:
    the same schema in a quarter of the time."""
    from django.db.migrations.state import ProjectState

    usual = ProjectState.add_model

    def add_model(self: Any, model_state: Any) -> None:
        rendered = self.__dict__.pop("apps", None)
        usual(self, model_state)
        if rendered is not None:
            self.__dict__["apps"] = rendered
            rendered.render_multiple([model_state])

    ProjectState.add_model = add_model  # type: ignore[method-assign]
    try:
        yield
    finally:
        ProjectState.add_model = usual  # type: ignore[method-assign]


def sync(app_role: str) -> None:
    """Migrate, load, grant, on the connection Django has been given (the owner's)."""
    from django.core.management import call_command
    from django.db import connection

    with connection.cursor() as cursor:
        # Hundreds of commits that need not each wait for the disk: `grant` waits for all of them.
        cursor.execute("SET synchronous_commit = off")
        for extension in EXTENSIONS:
            cursor.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")
        # Our questions are short: compiling one takes longer than answering it.
        cursor.execute(
            "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET jit = off', current_database());"
            " END $$"
        )
    with new_models_alone():
        call_command("migrate", verbosity=0, interactive=False)
    load()
    grant(app_role)


def main(argv: list[str]) -> int:
    del argv
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chungtay.settings")
    os.environ["CHUNGTAY_AS"] = "owner"
    import django
    from psycopg.conninfo import conninfo_to_dict

    django.setup()
    app_role = conninfo_to_dict(os.environ["DATABASE_URL"]).get("user")
    if not app_role:
        print("DATABASE_URL chưa ghi tên vai của ứng dụng (user).", file=sys.stderr)
        return 2
    sync(str(app_role))
    return 0
