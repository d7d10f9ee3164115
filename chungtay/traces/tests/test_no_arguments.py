"""What the worker logs of a job that fails says which job it was, and not what it was told."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

TEXT, PHONE = "Chị Diễm My cần gạo", "0905 123 456"
PATH = "chungtay.traces.tests.breaking.break_off"


def job(*, attempts):
    """A job that has been tried so often; its number."""
    args = {"path": PATH, "args": [7, TEXT], "kwargs": {"more": {"phone": PHONE}}}
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (task_name, args, status, queue_name, attempts)"
            " VALUES ('chungtay.perform', %s, 'todo', 'default', %s) RETURNING id",
            [json.dumps(args), attempts],
        )
        return cursor.fetchone()[0]


def work(url, level):
    """A real worker, until nothing is left to do; all that it said."""
    env = {**os.environ, "DATABASE_URL": url, "CHUNGTAY_LOG": level, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-m", "chungtay.command", "worker", "--one-shot", "--concurrency=1"],
        env=env, cwd=settings.ROOT, capture_output=True, timeout=90,
    )  # fmt: skip
    return (done.stdout + done.stderr).decode()


@pytest.mark.parametrize("level", ["WARNING", "INFO"])
def test_no_word_of_a_jobs_arguments_is_logged(own_database, level):
    last, again = job(attempts=8), job(attempts=0)
    said = work(own_database, level)
    assert f"chungtay.perform[{last}] {PATH} ended with status: Error" in said
    assert "ValueError" in said and "break_off" in said, "what broke, and where"
    if level == "INFO":
        assert f"chungtay.perform[{again}] {PATH} ended with status: Error, to retry" in said
    for needle in (TEXT, "Diễm My", "Di\\u1ec5m", PHONE, "123 456"):
        assert needle not in said
