"""By which ways a donor does not want to be asked, for whoever carries the question."""

from collections.abc import Collection

from chungtay.channels.ways import Way
from chungtay.channels.willing import wishes_of
from chungtay.donors.models import Donor
from chungtay.donors.models.donors import EVERY_WAY, SMS, ZALO
from chungtay.donors.purposes import ASK
from chungtay.people.merging import clusters

CARRIED = {ZALO: (Way.ZALO_CS, Way.ZALO_UID, Way.ZALO_PHONE), SMS: (Way.SMS,)}
"""A telephone call is an officer's; nobody was asked about e-mail, so nobody refused it."""


def unwanted(actor_ids: Collection[int]) -> dict[int, frozenset[str]]:
    """Of these, who does not want to be asked by some way; a "no" said on either row of one person
    counts."""
    one_person = clusters(actor_ids)
    rows = Donor.objects.unscoped(why="the register is the province's, its wishes go with it")
    said = rows.filter(
        actor__in={actor for selves in one_person.values() for actor in selves}, ended_in=None
    ).exclude(ways=EVERY_WAY)
    wished = dict(said.values_list("actor_id", "ways"))
    found = {
        actor: frozenset(
            way.value
            for self in selves if self in wished
            for bit, ways in CARRIED.items() if not wished[self] & bit
            for way in ways
        )
        for actor, selves in one_person.items()
    }  # fmt: skip
    return {actor: ways for actor, ways in found.items() if ways}


wishes_of(ASK.code, unwanted)
