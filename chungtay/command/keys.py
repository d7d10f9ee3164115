"""The pair of keys of the backups: who holds the public half can only lock, never open.

Keys are those of age, so that a backup can be opened with the `age` tool alone. The private half
is never kept on the machine that makes backups.
"""

import getpass
import os
import sys
from pathlib import Path

import pyrage  # type: ignore[import-untyped]
from pyrage.x25519 import Identity, Recipient  # type: ignore[import-untyped]

from chungtay.command.parcel import CannotGoOn, Parcel

PUBLIC = "backup-key.pub"
"""In the data folder: one public key a line; each of them alone opens what is made from then on."""
ENV = "CHUNGTAY_RESTORE_KEY"
"""Hands the private key to the processes a restore starts; never as an argument, which all see."""


def public(data: Path) -> list[str]:
    """The keys that backups of this data folder are locked to."""
    path = data / PUBLIC
    lines = path.read_text(encoding="ascii").split() if path.exists() else []
    if not lines:
        raise CannotGoOn(f"Chưa có khóa sao lưu ở {path}. Tạo trước: ./run backup --new-key")
    for line in lines:
        try:
            Recipient.from_str(line)
        except pyrage.RecipientError as error:
            raise CannotGoOn(f"{path} có dòng không phải khóa công khai: {line[:12]}…") from error
    return lines


def new(data: Path, private: Path | None) -> str:
    """Make a pair: the public half is added to the data folder, the private half written to
    `private` or shown once. The words to show."""
    key = Identity.generate()
    half = str(key.to_public())
    text = f"# Chung Tay: khóa riêng, mở bản sao lưu\n# public key: {half}\n{key}\n"
    if private:
        try:
            handle = os.open(private, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError as error:
            raise CannotGoOn(f"{private} đã có sẵn; không ghi đè lên một khóa.") from error
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    data.mkdir(parents=True, exist_ok=True)
    with (data / PUBLIC).open("a", encoding="ascii") as file:
        file.write(f"{half}\n")
        file.flush()
        os.fsync(file.fileno())
    where = f"Khóa riêng ở {private}." if private else f"\n{text}\nKhóa riêng hiện một lần này."
    return (
        f"Khóa công khai ở {data / PUBLIC}.\n{where}\n"
        "Cất khóa riêng ngoài máy này: một bản in trong phong bì dán kín ở két của phường, một bản"
        " ở két nơi khác.\nMất khóa riêng thì không ai mở được bản sao lưu; ai có khóa riêng và"
        " bản sao lưu thì đọc được hết."
    )


def private(path: Path | None) -> Identity:
    """The private key from a file, from the process that started this one, or typed in."""
    if path:
        try:
            text = path.read_text(encoding="utf-8", errors="replace")
        except OSError as error:
            raise CannotGoOn(f"Không đọc được khóa ở {path}: {error.strerror}.") from error
    elif os.environ.get(ENV):
        text = os.environ[ENV]
    elif sys.stdin.isatty():
        text = getpass.getpass("Khóa riêng (AGE-SECRET-KEY-…): ")
    else:
        raise CannotGoOn("Cần khóa riêng để mở bản sao lưu: --key TỆP")
    lines = [line.strip().upper() for line in text.splitlines()]
    found = [line for line in lines if line.startswith("AGE-SECRET-KEY-")]
    try:
        return Identity.from_str(found[0])
    except (IndexError, pyrage.IdentityError) as error:
        raise CannotGoOn(
            f"{path or 'Điều vừa gõ'} không phải khóa riêng của bản sao lưu (AGE-SECRET-KEY-…)."
        ) from error


def fits(key: Identity, parcel: Parcel) -> None:
    """Raise unless the key opens the parcel."""
    half, wanted = str(key.to_public()), parcel.manifest["keys"]
    if half not in wanted:
        raise CannotGoOn(
            f"Khóa này không mở được {parcel.path.name}: gói cần khóa có phần công khai"
            f" {' hoặc '.join(wanted)}, khóa này là {half}."
        )
