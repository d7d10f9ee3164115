"""`./run verify [--data DIR]`: proves that nobody has touched what was closed.

Reads with the app's own role. Without DATABASE_URL it looks into the folder of the demo (or the
one named), starting its PostgreSQL for as long as it takes.
"""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

from chungtay.command import postgres

ROOT = Path(__file__).resolve().parents[2]


def check() -> int:
    """Say what is wrong, or that all is well, on the database Django has been given."""
    from django.utils.translation import gettext as _

    from chungtay.journal.closing import last_closing
    from chungtay.journal.models import Closing
    from chungtay.journal.verify import verify
    from chungtay.kit import clock

    findings = verify()
    for finding in findings:
        print(finding.sentence)
    if findings:
        return 1
    last = last_closing()
    if last is None:
        print(_("Sổ chưa chốt lần nào; chưa có gì để dò."))
        return 0
    values = {"n": Closing.objects.count(), "day": clock.moment(last.closed_at)}
    print(_("Sổ nguyên vẹn: %(n)d lần chốt, đến %(day)s, dòng nào cũng còn đúng chỗ.") % values)
    return 0


def on(folder: Path, act: Callable[[], int]) -> int:
    """Do this on the database of the environment, or of a folder, whose PostgreSQL runs for so
    long."""
    cluster, started = None, False
    if "DATABASE_URL" not in os.environ:
        if not (folder / "postgres" / "data" / "PG_VERSION").exists():
            print(
                f"Không có sổ nào ở {folder}. Chỉ thư mục bằng --data, hoặc đặt DATABASE_URL.",
                file=sys.stderr,
            )
            return 2
        cluster = postgres.Cluster((folder / "postgres").resolve(), postgres.bin_directory())
        started = not cluster.is_up()
        cluster = postgres.start(folder / "postgres")
        os.environ["DATABASE_URL"] = cluster.url(postgres.APP)
        os.environ.setdefault("CHUNGTAY_DATA", str(folder))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chungtay.settings")
    os.environ.setdefault("CHUNGTAY_SECRET_KEY", "verify signs nothing")
    try:
        import django

        django.setup()
        return act()
    finally:
        if cluster and started:
            postgres.stop(cluster)


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run verify", description="Dò sổ nhật ký.")
    parser.add_argument("--data", type=Path, default=ROOT / ".data" / "demo")
    return on(parser.parse_args(argv).data, check)
