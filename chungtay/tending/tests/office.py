"""An administrator who connects an account, with Zalo's own pages beside."""

from urllib.parse import parse_qs, urlsplit

import httpx
from django.test import Client
from django.urls import reverse

from chungtay.channels.models import Channel
from chungtay.channels.tests.loopback import APP_ID, OA_ID, OA_SECRET, SECRET
from chungtay.tending.models import Joining

KEYS = {"oa_id": OA_ID, "app_id": APP_ID, "app_secret": SECRET, "oa_secret": OA_SECRET}


def joining() -> Joining | None:
    return Joining.objects.unscoped(why="a test of it").order_by("-pk").first()


def channels() -> list[Channel]:
    return list(Channel.objects.unscoped(why="a test of it").order_by("pk"))


class Office:
    def __init__(self, world, zalo) -> None:
        self.world, self.zalo = world, zalo
        self.officer = world.account("hanh", "administrator")
        self.client = self.signed_in(self.officer)

    def signed_in(self, acting) -> Client:
        client = Client(SERVER_NAME="127.0.0.1", SERVER_PORT="8000")
        client.force_login(acting.account)
        return client

    def page(self) -> str:
        return self.client.get(reverse("tending:joining")).content.decode()

    def post(self, name: str, client=None, **said):
        return (client or self.client).post(reverse(f"tending:{name}"), said, follow=True)

    def begin(self, **other):
        return self.post("begin", **(KEYS | other))

    def saved(self, **other):
        return self.post("saved", saved="on", **other)

    def asking(self) -> str:
        """The address of Zalo's page of consent, as our page offers it."""
        return self.client.get(reverse("tending:joining")).context["permission"]

    def agree(self, address: str = "") -> dict[str, str]:
        """What Zalo sends the administrator back with, who pressed "agree" on its page."""
        answer = httpx.post(
            (address or self.asking()).partition("?")[0],
            data={n: v[0] for n, v in parse_qs(urlsplit(address or self.asking()).query).items()},
            trust_env=False, timeout=30,
        )  # fmt: skip
        assert answer.status_code == 303, answer.text
        back = urlsplit(answer.headers["location"])
        assert back.path == reverse("tending:consented")
        return {name: values[0] for name, values in parse_qs(back.query).items()}

    def come_back(self, client=None, **given):
        return self.post("consented", client=client, **given)

    def connect(self) -> Channel:
        """Everything up to a connected account."""
        self.begin()
        self.saved()
        self.come_back(**self.agree())
        (channel,) = channels()
        return channel
