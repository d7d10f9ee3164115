"""A parcel: one closed file that can be checked without being opened.

A plain tar, so that any machine can take it apart without us (`tar xf`, `sha256sum -c sha256`,
`age -d -i KEY`): members encrypted with age to public keys, then `manifest.json` in clear, then
`sha256`, one line for each member before it. Headers are in one canonical form, so every byte of
the file is accounted for. Nothing is held in memory, and the final name appears only after the
file has been written, synced and read back.
"""

import errno
import gzip
import hashlib
import json
import os
import tarfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import pyrage  # type: ignore[import-untyped]
from pyrage.x25519 import Identity, Recipient  # type: ignore[import-untyped]

from chungtay.command.streams import CHUNK, Counted, Slice, Squeezed, flowing

FORMAT = 1
BLOCK = tarfile.BLOCKSIZE
PART = ".part"
MANIFEST, DIGESTS = "manifest.json", "sha256"
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class CannotGoOn(Exception):
    """Something is in the way; the text is one sentence that says what, and what to do."""


class Damaged(CannotGoOn):
    """The file is not what was once written, or was never one of ours."""


def full(error: OSError, where: Path) -> CannotGoOn:
    """The sentence for an error of the file system."""
    if error.errno in FULL:
        return CannotGoOn(
            f"Ổ đĩa của {where} đã đầy; không để lại tệp dở dang nào. Dọn chỗ rồi chạy lại."
        )
    return CannotGoOn(
        f"Không đọc hoặc ghi được {error.filename or where}: {error.strerror or error}."
    )


def _header(name: str, size: int) -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    return info.tobuf(tarfile.GNU_FORMAT)


def _padding(size: int) -> int:
    return -size % BLOCK


@dataclass
class Maker:
    """A parcel being written; `manifest` may be filled until it is finished."""

    file: BinaryIO
    keys: Sequence[str]
    manifest: dict[str, Any] = field(default_factory=dict)
    digests: list[str] = field(default_factory=list)

    def add(self, name: str, read: Callable[[int], bytes]) -> None:
        """A member: all that `read(size)` gives, compressed and encrypted as it comes."""
        recipients = [Recipient.from_str(key) for key in self.keys]
        squeezed = Squeezed(read)
        try:
            self._member(name, lambda sink: pyrage.encrypt_io(squeezed, sink, recipients))
        except pyrage.EncryptError as error:
            raise squeezed.error or error from error

    def finish(self) -> None:
        about = {"format": FORMAT, "keys": list(self.keys), **self.manifest}
        text = json.dumps(about, ensure_ascii=False, indent=1).encode()
        self._member(MANIFEST, lambda sink: sink.write(text))
        digests = "".join(self.digests).encode()
        self._member(DIGESTS, lambda sink: sink.write(digests))
        self.file.write(bytes(2 * BLOCK))
        self.file.flush()
        os.fsync(self.file.fileno())

    def _member(self, name: str, pour: Callable[[Counted], object]) -> None:
        at = self.file.tell()
        self.file.write(_header(name, 0))
        sink = Counted(self.file)
        pour(sink)
        self.file.write(bytes(_padding(sink.size)))
        end = self.file.tell()
        self.file.seek(at)
        self.file.write(_header(name, sink.size))
        self.file.seek(end)
        self.digests.append(f"{sink.digest.hexdigest()}  {name}\n")


@contextmanager
def make(path: Path, keys: Sequence[str]) -> Iterator[Maker]:
    """Write a parcel. Whatever goes wrong, no file of that name is left; kill -9 leaves a `.part`
    that nothing takes for a parcel."""
    part = path.with_name(path.name + PART)
    try:
        with part.open("wb") as file:
            part.chmod(0o640)  # nothing in clear but times and sizes
            maker = Maker(file, keys)
            yield maker
            maker.finish()
            if hasattr(os, "posix_fadvise"):  # read back from the disk, not from memory
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        check(part)
        part.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise full(error, path) from error
    finally:
        with suppress(OSError):
            part.unlink()


def sync_folder(folder: Path) -> None:
    """Names put into a folder outlive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@dataclass(frozen=True)
class Parcel:
    """A parcel that is there: what its manifest says, and where its members lie."""

    path: Path
    manifest: Mapping[str, Any]
    members: Mapping[str, tuple[int, int]]

    @contextmanager
    def opened(self, name: str, key: Identity) -> Iterator[BinaryIO]:
        """A member in clear, as a stream. It has been read to its end, and found to be whole,
        only when the block ends without an error."""
        offset, size = self.members[name]

        def pour(sink: BinaryIO) -> None:
            with self.path.open("rb") as file:
                file.seek(offset)
                pyrage.decrypt_io(Slice(file, size), sink, [key])

        try:
            with flowing(pour) as clear, gzip.GzipFile(fileobj=clear, mode="rb") as stream:
                yield stream  # type: ignore[misc]
                while stream.read(CHUNK):
                    pass
        except (EOFError, gzip.BadGzipFile, zlib.error, pyrage.DecryptError) as error:
            raise Damaged(f"{self.path.name} không giải mã được: nội dung đã hỏng.") from error


def look(path: Path) -> Parcel:
    """What a parcel says of itself: headers and manifest only. Raises Damaged."""
    return _read(path, _skip)


def check(path: Path) -> Parcel:
    """Read every byte and compare the digests. Raises Damaged; needs no key."""
    return _read(path, _digest)


def _skip(file: BinaryIO, size: int) -> str:
    file.seek(size, os.SEEK_CUR)
    return ""


def _digest(file: BinaryIO, size: int) -> str:
    digest, left = hashlib.sha256(), size
    while left and (data := file.read(min(CHUNK, left))):
        digest.update(data)
        left -= len(data)
    return digest.hexdigest()


def _read(path: Path, pass_over: Callable[[BinaryIO, int], str]) -> Parcel:
    members: dict[str, tuple[int, int]] = {}
    found, texts = "", {MANIFEST: b"", DIGESTS: b""}
    with path.open("rb") as file:
        total = os.fstat(file.fileno()).st_size
        while DIGESTS not in members:
            name, size = _next(file, path, first=not members)
            members[name] = (file.tell(), size)
            if file.tell() + size + _padding(size) > total:
                raise Damaged(f"{path.name} bị cắt ngắn: chép lại từ nơi khác.")
            if name in texts:
                texts[name] = file.read(size)
                file.seek(-size, os.SEEK_CUR)
            digest = pass_over(file, size)
            found += "" if name == DIGESTS else f"{digest}  {name}\n"
            if any(file.read(_padding(size))):
                raise Damaged(f"{path.name} đã hỏng: chép lại từ nơi khác.")
        if file.read() != bytes(2 * BLOCK):
            raise Damaged(f"{path.name} bị cắt ngắn hoặc hỏng ở cuối: chép lại từ nơi khác.")
    if pass_over is _digest and found.encode() != texts[DIGESTS]:
        raise Damaged(f"{path.name} đã hỏng: mã băm sha256 không khớp. Chép lại từ nơi khác.")
    return Parcel(path, _manifest(path, texts[MANIFEST]), members)


def _next(file: BinaryIO, path: Path, *, first: bool) -> tuple[str, int]:
    raw = file.read(BLOCK)
    try:
        info = tarfile.TarInfo.frombuf(raw, "utf-8", "strict")
    except tarfile.HeaderError as error:
        if first:
            raise Damaged(f"{path.name} không phải gói của Chung Tay.") from error
        raise Damaged(f"{path.name} bị cắt ngắn hoặc hỏng: chép lại từ nơi khác.") from error
    if _header(info.name, info.size) != raw:
        raise Damaged(f"{path.name} không phải gói của Chung Tay, hoặc đã hỏng.")
    return info.name, info.size


def _manifest(path: Path, text: bytes) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(text)
        newest = int(manifest["format"])
    except (ValueError, KeyError, TypeError) as error:
        raise Damaged(f"{path.name} không phải gói của Chung Tay, hoặc đã hỏng.") from error
    if newest > FORMAT:
        raise CannotGoOn(f"{path.name} do bản Chung Tay mới hơn làm ra. Cập nhật rồi thử lại.")
    return manifest
