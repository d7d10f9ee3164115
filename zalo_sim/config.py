"""What the simulator is started with, and the refusal of anything that is not this machine."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

LOOPBACK = ("127.0.0.1", "localhost", "::1")


class NotLoopbackError(ValueError):
    """An address outside this machine was asked for."""


def loopback(url: str) -> str:
    """The URL itself when it points at this machine over plain HTTP."""
    parts = urlsplit(url)
    if parts.scheme != "http" or parts.hostname not in LOOPBACK:
        raise NotLoopbackError(f"Chỉ dùng trên máy này (http://127.0.0.1:…), không phải “{url}”.")
    return url


@dataclass(frozen=True)
class Config:
    app_id: str
    secret: str
    oa_id: str
    oa_secret: str
    webhook: str
    data: Path
    oa_name: str = "Phường Thanh Khê"
    sms_key: str = "khoa-sms"
    sms_secret: str = "bi-mat-sms"  # noqa: S105 - of a gateway that sends nothing
    sms_brandname: str = "CHUNGTAY"

    def __post_init__(self) -> None:
        loopback(self.webhook)
