"""A physical copy of a living server, as a stream; and what the copy says of itself.

The books keep PostgreSQL's transaction numbers (docs/decisions/0004), so only a physical copy can
go on where the original stopped.
"""

import json
import os
import re
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict

from chungtay.command import postgres
from chungtay.command.parcel import CannotGoOn

FACTS = """
SELECT current_setting('server_version_num')::int / 10000, system_identifier::text,
       pg_get_userbyid(d.datdba), d.datname, r.rolsuper OR r.rolreplication,
       (SELECT count(*) - 2 FROM pg_tablespace), pg_size_bytes(current_setting('wal_segment_size')),
       (SELECT last_failed_time > coalesce(last_archived_time, '-infinity') FROM pg_stat_archiver)
FROM pg_control_system(), pg_database d, pg_roles r
WHERE d.datname = current_database() AND r.rolname = current_user
"""
LABEL = re.compile(rb"START WAL LOCATION: \S+ \(file ([0-9A-F]{24})\)")
MANAGED = (
    "Vai trong DATABASE_BACKUP_URL không được quyền sao chép (REPLICATION). Máy chủ của mình: ALTER"
    " ROLE … REPLICATION (docs/server). PostgreSQL thuê ngoài: dùng bản sao lưu của nhà cung cấp,"
    " và chạy ./run backup --lists đều đặn."
)


@dataclass(frozen=True)
class Server:
    """The server to be copied, reached as a role that may replicate."""

    url: str
    major: int
    system: str
    owner: str
    database: str
    replicates: bool
    segment: int
    stuck: bool
    """Whether the last WAL that was to be archived could not be."""


def server(url: str) -> Server:
    """Ask the server what it is. Raises CannotGoOn when it cannot be reached or not be copied."""
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            row = connection.execute(FACTS).fetchone()
    except psycopg.Error as error:
        raise CannotGoOn(f"Không nối được cơ sở dữ liệu: {str(error).splitlines()[0]}") from error
    assert row is not None
    version, system, owner, database, replicates, elsewhere, segment, stuck = row
    if elsewhere:
        raise CannotGoOn("Cơ sở dữ liệu có tablespace ở nơi khác; dời về nơi mặc định rồi sao lưu.")
    return Server(url, version, system, owner, database, replicates, segment, bool(stuck))


def _program(server: Server) -> Path:
    """pg_basebackup of the server's own version, else a newer one, which reads older servers."""
    newer = [d for d in postgres.bin_directories() if (d / "pg_basebackup").exists()]
    newer = [d for d in newer if postgres.major(d) >= server.major]
    if not newer:
        raise CannotGoOn(
            f"Máy này không có pg_basebackup cho PostgreSQL {server.major}."
            f" Cài gói postgresql-client-{server.major}."
        )
    return min(newer, key=postgres.major) / "pg_basebackup"


class Watched:
    """Reads a tar as it goes by: its size, and the text of the two files that describe the copy."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read, self.size = read, 0
        self.texts = {"backup_label": b"", "backup_manifest": b""}
        self._header, self._name, self._content, self._padding = b"", "", 0, 0

    def read(self, size: int) -> bytes:
        data = self._read(size)
        self.size += len(data)
        at = 0
        while at < len(data):
            at += self._follow(data, at)
        return data

    def _follow(self, data: bytes, at: int) -> int:
        """Take the next piece: of a file's content, of what fills its block, of a header."""
        if self._content:
            piece = min(self._content, len(data) - at)
            self._content -= piece
            if self._name in self.texts:
                self.texts[self._name] += data[at : at + piece]
            return piece
        if self._padding:
            piece = min(self._padding, len(data) - at)
            self._padding -= piece
            return piece
        piece = min(tarfile.BLOCKSIZE - len(self._header), len(data) - at)
        self._header += data[at : at + piece]
        if len(self._header) == tarfile.BLOCKSIZE:
            if any(self._header):
                info = tarfile.TarInfo.frombuf(self._header, "utf-8", "surrogateescape")
                self._name, self._content = info.name, info.size
                self._padding = -info.size % tarfile.BLOCKSIZE
            self._header = b""
        return piece

    def facts(self) -> dict[str, object]:
        """Where in the WAL the copy begins and from where on it is consistent."""
        label = LABEL.search(self.texts["backup_label"])
        if label is None or not self.texts["backup_manifest"]:
            raise CannotGoOn("PostgreSQL gửi bản sao không trọn vẹn. Chạy lại ./run backup")
        span = json.loads(self.texts["backup_manifest"])["WAL-Ranges"][-1]
        return {
            "from_wal": label[1].decode(), "timeline": span["Timeline"],
            "from_lsn": span["Start-LSN"], "to_lsn": span["End-LSN"], "unpacked": self.size,
        }  # fmt: skip


def _environment(url: str) -> dict[str, str]:
    """The connection for a libpq program; a password never stands among its arguments."""
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD",
             "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT"}  # fmt: skip
    parts = conninfo_to_dict(url)
    return os.environ | {names[k]: str(v) for k, v in parts.items() if k in names}


@contextmanager
def copying(server: Server) -> Iterator[Watched]:
    """The copy as a tar that flows, with all the WAL it needs. It is whole only if the block ends
    without an error."""
    if not server.replicates:
        raise CannotGoOn(MANAGED)
    options = "-D - -Ft -X fetch -c fast -w --manifest-checksums=SHA256"
    command = [str(_program(server)), *options.split()]
    with (
        psycopg.connect(server.url, autocommit=True) as holding,
        tempfile.TemporaryFile() as words,
    ):
        # Holds back the removal of WAL until the copy has it; vanishes with this connection.
        holding.execute(
            "SELECT pg_create_physical_replication_slot(%s, true, true)",
            [f"chungtay_backup_{os.getpid()}"],
        )
        program = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=words, env=_environment(server.url)
        )
        assert program.stdout is not None
        try:
            watched = Watched(program.stdout.read)
            yield watched
            if program.wait():
                words.seek(0)
                last = words.read().decode(errors="replace").strip().splitlines()[-1:]
                raise CannotGoOn(f"PostgreSQL không sao chép được: {''.join(last)}")
        finally:
            program.kill()
            program.wait()
            program.stdout.close()
