"""`./run serve` refuses what is unsafe, each in one sentence."""

import os
import subprocess
import sys

import pytest

from chungtay.command.serve import database_objection, objection

GOOD = {
    "DATABASE_URL": "postgresql://chungtay_app@db/chungtay",
    "CHUNGTAY_SECRET_KEY": "k" * 40,
    "CHUNGTAY_HOSTS": "phuong.example.vn",
    "CHUNGTAY_DATA": "/nonexistent",
}


def test_a_safe_environment_is_not_refused():
    assert objection(GOOD, uid=1000) is None


@pytest.mark.parametrize(
    "change,word",
    [
        ({"CHUNGTAY_SECRET_KEY": ""}, "CHUNGTAY_SECRET_KEY"),
        ({"CHUNGTAY_SECRET_KEY": "ngắn"}, "32 ký tự"),
        ({"CHUNGTAY_HOSTS": ""}, "CHUNGTAY_HOSTS"),
        ({"CHUNGTAY_HOSTS": "*"}, "dấu *"),
        ({"CHUNGTAY_HOSTS": ".example.vn"}, "CHUNGTAY_SITE"),
        ({"CHUNGTAY_SITE": "http://phuong.example.vn"}, "CHUNGTAY_SITE"),
        ({"CHUNGTAY_SITE": "https://phuong.example.vn/cong"}, "CHUNGTAY_SITE"),
        ({"CHUNGTAY_DEMO": "1"}, "bản thử"),
        ({"CHUNGTAY_HTTPS": "0"}, "CHUNGTAY_HTTPS"),
        ({"DATABASE_URL": ""}, "DATABASE_URL"),
        ({"DATABASE_OWNER_URL": "postgresql://chungtay_owner@db/chungtay"}, "chủ sở hữu"),
        ({"DATABASE_BACKUP_URL": "postgresql://chungtay_backup@db/chungtay"}, "./run backup"),
    ],
)
def test_each_unsafe_setting_has_its_sentence(change, word):
    said = objection(GOOD | change, uid=1000)
    assert said and word in said
    assert "\n" not in said


def test_the_address_of_the_site_is_given_or_is_that_of_the_first_host():
    assert objection(GOOD | {"CHUNGTAY_SITE": "https://chungtay.example.vn/"}, uid=1000) is None
    assert objection(GOOD | {"CHUNGTAY_HOSTS": "phuong.example.vn,10.0.0.5"}, uid=1000) is None


def test_root_is_refused_first():
    assert "root" in (objection(GOOD | {"CHUNGTAY_SECRET_KEY": ""}, uid=0) or "")


def test_a_folder_marked_by_the_demo_is_refused(tmp_path):
    (tmp_path / "demo.json").write_text("{}")
    assert "bản thử" in (objection(GOOD | {"CHUNGTAY_DATA": str(tmp_path)}, uid=1000) or "")


def test_the_apps_own_role_is_accepted_and_the_owners_is_not(databases):
    assert database_objection(databases.url(databases.template)) is None
    said = database_objection(databases.url(databases.template, "chungtay_owner"))
    assert said and "quyền" in said


def test_a_database_that_the_demo_made_is_refused(own_database):
    from chungtay.journal.system import System

    assert System("demo").actor_id
    assert "bản thử" in (database_objection(own_database) or "")


def test_a_database_without_tables_or_without_server_is_a_sentence(databases):
    assert "./run sync" in (database_objection(databases.url("template1")) or "")
    said = database_objection("postgresql://nobody@/x?host=/nonexistent") or ""
    assert said.startswith("Không nối được") and "\n" not in said


def test_the_command_itself_says_the_sentence_and_ends_with_2():
    env = {k: v for k, v in os.environ.items() if not k.startswith(("CHUNGTAY", "DATABASE"))}
    run = subprocess.run(
        [sys.executable, "-m", "chungtay.command", "serve"],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 2
    assert len(run.stderr.strip().splitlines()) == 1


def test_acting_as_somebody_cannot_be_imported_outside_the_demo():
    env = {**os.environ, "CHUNGTAY_DEMO": "0", "DJANGO_SETTINGS_MODULE": "chungtay.settings"}
    code = "import django; django.setup(); import chungtay.site.act_as"
    run = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False
    )
    assert "ImportError: acting as somebody else exists in the demo only" in run.stderr
