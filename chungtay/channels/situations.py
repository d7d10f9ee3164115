"""What is known of many recipients at once: one statement, whoever is entered twice seen whole.

A situation holds all that `reach` wants to know about one message, in few words: thousands of
recipients of one broadcast share a handful of them, and `reach` is asked once for each.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection

from chungtay.access.links import SENT
from chungtay.carriers import quiet
from chungtay.carriers.reach import BULK, FREE, OPEN, REPLY, URGENT, Account, Address, Facts, Form
from chungtay.channels import pacing
from chungtay.channels.models import Channel, Incident, Template
from chungtay.channels.willing import ALARM, unwilling, wishes
from chungtay.channels.willing import REPLY as REPLYING
from chungtay.places.models import Place

LONG_REST = timedelta(seconds=10)
"""A channel rests for longer than this only when nobody answers there."""
ASKED = "m.id = ANY(%(ids)s)"
# Each LATERAL (… OFFSET 0) is one look into an index for each recipient: without it the planner
# reads whole tables as soon as its guess of how many they are is wrong.
KNOWN = f"""
asked AS MATERIALIZED (
    SELECT m.id, e.place_id, m.purpose, m.urgent, e.actor_id = m.recipient_id AS own,
           m.expires_at, m.expires_at <= %(at)s AS expired, m.recipient_id, p.id AS person_id,
           coalesce(p.merged_into_id, p.id) AS root
    FROM journal_message m JOIN journal_entry e ON e.id = m.entry_id
    LEFT JOIN LATERAL (SELECT id, merged_into_id FROM people_person
                       WHERE actor_id = m.recipient_id OFFSET 0) p ON true
    WHERE {ASKED}
), one AS MATERIALIZED (
    SELECT root, recipient_id AS actor_id FROM asked WHERE root IS NOT NULL
    UNION
    SELECT root, p.actor_id FROM asked, LATERAL (
        SELECT actor_id FROM people_person WHERE id = root AND root <> person_id OFFSET 0) p
    UNION
    SELECT root, p.actor_id FROM asked, LATERAL (
        SELECT actor_id FROM people_person WHERE merged_into_id = root OFFSET 0) p
), silent AS (
    SELECT DISTINCT root FROM one, LATERAL (
        SELECT FROM people_donotcontact
        WHERE actor_id = one.actor_id AND ended_at IS NULL OFFSET 0) d
), word AS (
    SELECT root, string_agg(purpose, ' ' ORDER BY purpose) AS agreed
    FROM (
        SELECT DISTINCT ON (root, purpose) root, purpose, withdrawn_at IS NULL AS yes
        FROM one, LATERAL (
            SELECT purpose COLLATE "C", withdrawn_at, coalesce(withdrawn_at, given_at) AS at,
                   coalesce(withdrawn_in_id, given_in_id) AS entry
            FROM people_consent WHERE actor_id = one.actor_id OFFSET 0) c
        ORDER BY root, purpose, at DESC, entry DESC, yes DESC
    ) last WHERE yes GROUP BY root
), point AS (
    SELECT root, array_agg(c.id ORDER BY c.verified_at IS NULL, c.id) AS contacts,
           string_agg(concat(c.kind, '|', ch.id, '|',
               CASE WHEN s.last_interaction_at >= %(free)s THEN 'free'
                    WHEN s.last_interaction_at >= %(open)s THEN 'open'
                    WHEN s.last_interaction_at IS NOT NULL THEN 'shut' END, '|',
               CASE s.follows WHEN true THEN 'yes' WHEN false THEN 'no' END, '|',
               CASE WHEN s.closed_at >= coalesce(s.last_interaction_at, '-infinity')
                    THEN s.closed_code END, '|',
               CASE WHEN s.last_interaction_at > s.refused_at THEN 'since' END, '|',
               CASE WHEN c.kind = 'phone' THEN (
                   SELECT string_agg(r.channel_id || ':' || r.refused_code, ',' ORDER BY r.id)
                   FROM channels_presence r
                   WHERE r.user_id = c.value AND r.refused_at IS NOT NULL)
               WHEN s.refused_at IS NOT NULL THEN ch.id || ':' || s.refused_code END),
               ' ' ORDER BY c.verified_at IS NULL, c.id) AS told
    FROM one
    CROSS JOIN LATERAL (SELECT id, kind, value, verified_at FROM people_contactpoint
                        WHERE actor_id = one.actor_id AND ended_in_id IS NULL OFFSET 0) c
    LEFT JOIN channels_channel ch ON c.kind = 'zalo' AND ch.kind = 'zalo_oa'
                                  AND ch.oa_id = split_part(c.value, '/', 1)
    LEFT JOIN LATERAL (SELECT * FROM channels_presence WHERE channel_id = ch.id
                       AND user_id = split_part(c.value, '/', 2) OFFSET 0) s ON true
    GROUP BY root
)
"""  # noqa: S608
TOGETHER = """
FROM asked LEFT JOIN silent USING (root) LEFT JOIN word USING (root) LEFT JOIN point USING (root)
"""
OF_EACH = f"""
SELECT id, place_id, purpose, urgent, own, expired, silent.root IS NOT NULL, agreed, told, contacts,
       recipient_id, expires_at
{TOGETHER} ORDER BY urgent DESC, id
"""


class Situation(NamedTuple):
    """What the database says of one message; two that are alike but for `message_id` and what
    follows `told` are one case. `told` describes the contacts in their order."""

    message_id: int
    place_id: int
    purpose: str
    urgent: bool
    own: bool
    expired: bool | None
    silent: bool
    agreed: str | None
    told: str | None
    contacts: list[int] | None
    recipient_id: int = 0
    expires_at: datetime | None = None
    unwanted: frozenset[str] = frozenset()
    """Ways by which this person does not want to be told such things (`willing.wishes`)."""

    @property
    def case(self) -> tuple[Any, ...]:
        return (*self[1:9], self.unwanted)

    @property
    def rank(self) -> int:
        if self.own or self.purpose == REPLYING:
            return REPLY
        return URGENT if self.urgent else BULK


def situations(message_ids: Sequence[int], at: datetime) -> list[Situation]:
    """Of all these messages, urgent ones first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH" + KNOWN + OF_EACH,
            {"ids": list(message_ids), "at": at, "free": at - FREE, "open": at - OPEN},
        )
        return with_wishes([Situation(*row) for row in cursor.fetchall()])


def with_wishes(found: list[Situation]) -> list[Situation]:
    """The same with what each person said of ways, as far as a floor above keeps such a word."""
    asked: dict[str, list[Situation]] = {}
    for one in found:
        if one.purpose in wishes and not one.own:
            asked.setdefault(one.purpose, []).append(one)
    no = {
        (purpose, actor_id): ways
        for purpose, ones in asked.items()
        for actor_id, ways in wishes[purpose]([one.recipient_id for one in ones]).items()
    }
    return [
        one._replace(unwanted=frozenset(no[key])) if (key := (one.purpose, one.recipient_id)) in no
        else one
        for one in found
    ] if no else found  # fmt: skip


class Town:
    """The channels as they stand at one moment, and the facts of any situation among them.

    Addresses have their position in `contacts` for a key.
    """

    def __init__(self, at: datetime) -> None:
        self.quiet, self.night = quiet.is_quiet(at), quiet.is_night(at)
        every = Channel.objects.unscoped(why="the sender carries every message to its recipient")
        self._channels = list(every.order_by("pk"))
        standing = Incident.objects.unscoped(why="which channels are paused").standing()
        pauses = dict(standing.order_by("pauses").values_list("channel_id", "pauses"))
        self._troubled, self._paused = set(pauses), {key for key, stops in pauses.items() if stops}
        # One that is out of reach is not open for what can go another way.
        self._paused |= {
            c.pk for c in self._channels if c.rest_until and c.rest_until > at + LONG_REST
        }
        self._spent = pacing.spent(at)
        self._forms: dict[tuple[int, str, str], Form] = {}
        for template in Template.objects.unscoped(why="which templates may be sent"):
            form = Form.WAITING
            if template.approved:
                form = Form.BY_DAY if template.promotion else Form.READY
            for goes, by in ((template.by_uid, "uid"), (template.by_phone, "phone")):
                if goes:
                    self._forms[template.channel_id, template.purpose, by] = form
        self.accounts = lru_cache(maxsize=None)(self._accounts)

    def facts(self, one: Situation, tried: frozenset[tuple[str, int]] = frozenset()) -> Facts:
        """All that counts for this message, given which ways failed before."""
        consents = frozenset((one.agreed or "").split())
        no = unwilling(one.purpose, own=one.own, silent=one.silent, consents=consents)
        return Facts(
            addresses=_addresses(one.told or ""),
            accounts=self.accounts(one.place_id, one.purpose, one.rank),
            unwilling="expired" if one.expired else no,
            rank=one.rank, night=self.night, quiet=self.quiet, tried=tried, unwanted=one.unwanted,
            zalo_only=one.purpose in SENT,
        )  # fmt: skip

    def _accounts(self, place_id: int, purpose: str, rank: int) -> tuple[Account, ...]:
        place = Place.objects.values("commune_id", "province_id").get(pk=place_id)
        near = {place["province_id"]: 1, place["commune_id"]: 0, place_id: 0}
        spent = self._spent[rank != BULK]
        return tuple(
            Account(
                key=channel.pk, kind=channel.kind, nearness=near.get(channel.place_id, 2),
                paused=channel.pk in self._paused,
                spent=frozenset(way for key, way in spent if key == channel.pk),
                uid=self._form(channel.pk, purpose, "uid"),
                phone=self._form(channel.pk, purpose, "phone"),
            )
            for channel in self._channels
            if purpose != ALARM or channel.pk not in self._troubled
        )  # fmt: skip

    def _form(self, channel_id: int, purpose: str, by: str) -> Form:
        """A purpose's own template, else that of its journey."""
        journey = purpose.partition(".")[0]
        return (
            self._forms.get((channel_id, purpose, by))
            or self._forms.get((channel_id, journey, by))
            or Form.NONE
        )


_AGES: Mapping[str, timedelta | None] = {
    "free": timedelta(0), "open": FREE + timedelta(seconds=1),
    "shut": OPEN + timedelta(seconds=1), "": None,
}  # fmt: skip
_FOLLOWS = {"yes": True, "no": False, "": None}


@lru_cache(maxsize=4096)
def _addresses(told: str) -> tuple[Address, ...]:
    """The words of the statement as addresses; an age stands for all of its window."""
    found = []
    for number, words in enumerate(told.split()):
        kind, account, age, follows, closed, since, refused = words.split("|")
        pairs = (pair.split(":") for pair in refused.split(",") if pair)
        found.append(Address(
            number, kind, int(account) if account else None, _AGES[age], _FOLLOWS[follows],
            closed, frozenset((int(key), code) for key, code in pairs), since == "since",
        ))  # fmt: skip
    return tuple(found)
