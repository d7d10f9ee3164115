"""Attachments are fetched from a real host that behaves badly; nobody is led astray."""

import socket
import time

import pytest

from chungtay.carriers.media import downloading
from chungtay.carriers.media.downloading import NotFetched, download
from chungtay.carriers.tests.media_host import Bad, host, photo

__all__ = ["host"]


def got(host, path, **more):
    with pytest.raises(NotFetched) as no:
        download(f"http://{host}/{path}", (), exempt=host, **more)
    return no.value.code, no.value.again


def test_a_photo_is_fetched(host):
    assert download(f"http://{host}/photo", (), exempt=host) == photo()


@pytest.mark.parametrize(
    "path,code,again",
    [("moved", "moved", False), ("gone", "gone", False), ("broken", "unreachable", True),
     ("large", "too_large", False), ("claims-much", "too_large", False),
     ("claims-more", "unreachable", True), ("endless", "too_large", False),
     ("packed", "broken", False)],
)  # fmt: skip
def test_what_a_bad_host_does_ends_in_a_word(host, path, code, again):
    assert got(host, path) == (code, again)


def test_a_redirect_is_not_followed(host):
    Bad.asked.clear()
    got(host, "moved")
    assert Bad.asked == ["/moved"]


def test_a_length_that_says_too_little_gives_no_more_than_it_says(host):
    assert len(download(f"http://{host}/claims-little", (), exempt=host)) == 20


def test_a_slow_and_a_silent_host_are_left(host):
    assert got(host, "drip", whole=0.5) == ("slow", True)
    assert got(host, "silent", read=0.3) == ("slow", True)


def test_a_head_that_drips_is_left_when_the_whole_is_over(host):
    began = time.monotonic()
    assert got(host, "drip-head", whole=0.5) == ("slow", True)
    assert time.monotonic() - began < 2


LISTED = ("zdn.vn",)


@pytest.mark.parametrize(
    "url",
    ["http://photo.zdn.vn/a.jpg", "https://zdn.vn.evil.example/a", "https://evilzdn.vn/a",
     "https://user:pw@photo.zdn.vn/a", "https://photo.zdn.vn:8443/a", "file:///etc/passwd",
     "gopher://photo.zdn.vn/a", "https://127.0.0.1/a", "https://[::1]/a", "https:///a", "",
     "https://photo.zdn.vn\\@evil.example/", "https://photo.zdn.vn:99999999/", "//photo.zdn.vn/a",
     "https://phоto.zdn.vn/a"],
)  # fmt: skip
def test_a_host_that_is_not_listed_is_not_asked(url):
    assert not downloading.allowed(url, LISTED)
    with pytest.raises(NotFetched) as no:
        download(url, LISTED)
    assert no.value.code == "host"


def test_a_listed_host_and_those_below_it_are_allowed():
    assert downloading.allowed("https://f1.photo.zdn.vn/a.jpg?x=1", LISTED)
    assert downloading.allowed("https://ZDN.vn./a.jpg", LISTED)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.8", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1",
     "0.0.0.0", "::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
     "224.0.0.1", "2002:7f00:1::"],
)  # fmt: skip
def test_a_listed_name_that_leads_into_a_private_net_is_not_asked(monkeypatch, address):
    """As when somebody else's name server answers for a listed name."""
    answer = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443))]
    monkeypatch.setattr(downloading.socket, "getaddrinfo", lambda *a, **k: answer)
    with pytest.raises(NotFetched) as no:
        download("https://photo.zdn.vn/a.jpg", LISTED)
    assert no.value.code == "address"


def test_the_address_that_was_looked_at_is_the_one_connected_to(monkeypatch):
    asked, reached = [], []

    def first_public_then_private(host, port, **more):
        asked.append(host)
        address = "93.184.216.34" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    def connect(self, host, port, *more):
        reached.append(host)
        raise NotFetched("unreachable")

    monkeypatch.setattr(downloading.socket, "getaddrinfo", first_public_then_private)
    monkeypatch.setattr(downloading.httpcore.SyncBackend, "connect_tcp", connect)
    with pytest.raises(NotFetched):
        download("https://photo.zdn.vn/a.jpg", LISTED)
    assert asked == ["photo.zdn.vn"] and reached == ["93.184.216.34"]


def test_our_own_host_is_exempt_with_its_port_only(host):
    name, port = host.split(":")
    with pytest.raises(NotFetched) as no:
        download(f"http://{name}:{int(port) + 1}/photo", (), exempt=host)
    assert no.value.code == "host"
