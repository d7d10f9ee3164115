"""How many of those who agreed to be written to a Zalo account reaches now, and by what.

One question to the database for the whole place; who is entered twice counts once and is reached by
the ways of both. It says of everybody what `carriers.reach` says of one (a test holds them to it),
leaving out what passes: a pause, a spent quota, the night.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chungtay.carriers.reach import FREE, OPEN
from chungtay.channels.models import Channel, Template
from chungtay.journal.selection import cover
from chungtay.kit.acting import Acting

_COUNT = """
WITH member AS (
    SELECT kept.id AS kept, self.actor_id
    FROM people_person kept
    JOIN people_person self ON self.id = kept.id OR self.merged_into_id = kept.id
    WHERE kept.place_id = ANY(%(places)s) AND kept.merged_into_id IS NULL
), word AS (
    SELECT DISTINCT ON (m.kept, c.purpose) m.kept, c.withdrawn_at IS NULL AS yes
    FROM member m JOIN people_consent c ON c.actor_id = m.actor_id
    ORDER BY m.kept, c.purpose, coalesce(c.withdrawn_at, c.given_at) DESC,
             coalesce(c.withdrawn_in_id, c.given_in_id) DESC, c.withdrawn_at IS NULL DESC
), asked AS (
    SELECT kept FROM word WHERE yes
    EXCEPT
    SELECT m.kept FROM member m
    JOIN people_donotcontact d ON d.actor_id = m.actor_id AND d.ended_at IS NULL
), address AS (
    SELECT m.kept, c.kind, p.last_interaction_at AS spoke, p.follows,
           coalesce(p.refused_code, '') <> '' AS refused,
           CASE WHEN p.closed_at IS NULL OR p.last_interaction_at > p.closed_at THEN ''
                ELSE p.closed_code END AS closed
    FROM asked JOIN member m USING (kept)
    JOIN people_contactpoint c ON c.actor_id = m.actor_id AND c.ended_in_id IS NULL
     AND (c.kind = 'phone' OR (c.kind = 'zalo' AND c.value LIKE %(oa)s || '/%%'))
    LEFT JOIN channels_presence p ON p.channel_id = %(channel)s
     AND p.user_id = CASE c.kind WHEN 'zalo' THEN split_part(c.value, '/', 2) ELSE c.value END
), person AS (
    SELECT kept, bool_or(refused) AS refused,
           bool_or(cs AND spoke >= %(free)s) AS free,
           bool_or(cs AND (spoke IS NULL OR spoke >= %(open)s)) AS paid,
           bool_or((kind = 'phone' AND %(by_phone)s) OR (here AND %(by_uid)s)) AS template
    FROM (SELECT *, here AND closed = '' AS cs FROM (
            SELECT *, kind = 'zalo' AND follows IS NOT FALSE AND closed <> '-227' AS here
            FROM address) AS heard) AS ways
    GROUP BY kept
)
SELECT count(*),
       count(*) FILTER (WHERE NOT refused AND free),
       count(*) FILTER (WHERE NOT refused AND NOT coalesce(free, false) AND paid),
       count(*) FILTER (WHERE NOT refused AND NOT coalesce(free, false)
                        AND NOT coalesce(paid, false) AND template)
FROM asked LEFT JOIN person USING (kept)
"""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of `all` who agreed: free within 48 hours, for money within seven days, by template only."""

    all: int
    free: int
    paid: int
    template: int

    @property
    def rest(self) -> int:
        """Whom this account does not reach at all: a text message, or a visit."""
        return self.all - self.free - self.paid - self.template


def counted(channel: Channel, places: frozenset[int], at: datetime) -> Coverage:
    """Of the persons of these places who agreed to something and did not ask for silence."""
    ready = Template.objects.unscoped(why="which templates the channel in hand has").filter(
        channel=channel, approved=True
    )
    by_uid, by_phone = (ready.filter(Q(**{way: True})).exists() for way in ("by_uid", "by_phone"))
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {
            "places": list(places), "channel": channel.pk, "oa": channel.oa_id,
            "free": at - FREE, "open": at - OPEN, "by_uid": by_uid, "by_phone": by_phone,
        })  # fmt: skip
        return Coverage(*cursor.fetchone())


def told(channel: Channel, acting: Acting, at: datetime) -> dict[str, Any] | None:
    """The coverage within the reader's reach, in words and as the pieces of one bar."""
    if channel.kind != Channel.Kind.ZALO_OA:
        return None
    places = cover(channel.place_id)
    reach = acting.reach()
    found = counted(channel, places if reach is None else places & frozenset(reach), at)
    pieces = [
        ("ok", _("miễn phí lúc này"), found.free),
        ("inf", _("tin thường, có thể tính tiền"), found.paid),
        ("wait", _("bằng tin mẫu"), found.template),
        ("off", _("chỉ bằng SMS hoặc gặp mặt"), found.rest),
    ]
    bar, x = [], 0.0
    for tone, _words, n in pieces:
        width = 100 * n / found.all if found.all else 0
        bar.append({"tone": tone, "x": f"{x:.2f}%", "width": f"{width:.2f}%"})
        x += width
    return {
        "sentence": sentence(found), "bar": bar, "all": found.all,
        "pieces": [
            {"tone": tone, "words": words, "n": thousands(n)} for tone, words, n in pieces
        ],
    }  # fmt: skip


def sentence(found: Coverage) -> str:
    if not found.all:
        return _("Chưa có ai ở đây đồng ý nhận tin.")
    said = {name: thousands(getattr(found, name)) for name in ("all", "free", "template", "rest")}
    text = (
        ngettext(
            "%(free)s trong %(all)s người nhận được miễn phí lúc này, %(template)s bằng tin mẫu,"
            " %(rest)s chỉ bằng SMS hoặc gặp mặt",
            "%(free)s trong %(all)s người nhận được miễn phí lúc này, %(template)s bằng tin mẫu,"
            " %(rest)s chỉ bằng SMS hoặc gặp mặt",
            found.all,
        )
        % said
    )
    if found.paid:
        text += _("; %(paid)s bằng tin thường, có thể tính tiền") % {"paid": thousands(found.paid)}
    return text + "."


def thousands(number: int) -> str:
    """2950 → "2.950"."""
    return f"{number:,}".replace(",", ".")
