"""One test message by text or mail, straight to the carrier: nobody's delivery, kept nowhere."""

from contextlib import closing
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from chungtay.carriers.esms import client as esms
from chungtay.carriers.letter import Letter
from chungtay.carriers.mail import client as mail
from chungtay.carriers.outcome import Outcome
from chungtay.carriers.wire import Wire
from chungtay.channels.models import Channel, Keys
from chungtay.kit import clock


def sms_host() -> str:
    """Where text messages go; in the demo this very machine."""
    return str(settings.SMS_HOST)


def try_out(channel: Channel, to: str, at: datetime) -> Outcome:
    """Send it, and give what became of it."""
    keys = Keys.objects.unscoped(why="a test message to the officer's own number").get(
        channel=channel
    )
    letter = Letter(
        to, _("Tin thu cua Chung Tay, luc %(at)s.") % {"at": clock.moment(at)},
        reference=f"thu-{channel.pk}-{at:%y%m%d%H%M%S}", subject=_("Thư thử của Chung Tay"),
    )  # fmt: skip
    if channel.kind == Channel.Kind.ESMS:
        with closing(Wire(connections=1)) as wire:
            account = esms.Account(
                channel.api_base, keys.api_key, keys.app_secret, brandname=channel.oa_id
            )
            return esms.Esms(wire).send(account, letter)
    server = urlsplit(channel.api_base)
    mailbox = mail.Account(
        server.hostname or "", server.port or 587, sender=channel.oa_id, username=channel.app_id,
        password=keys.api_key, security="tls" if server.scheme == "smtps" else "starttls",
    )  # fmt: skip
    return mail.Mail().send(mailbox, letter)
