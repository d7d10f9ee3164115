"""Persons and organisations as the ward knows them, ways to reach them, what was agreed."""

from chungtay.people.models.consents import Consent
from chungtay.people.models.contacts import ContactPoint, DoNotContact
from chungtay.people.models.households import Household
from chungtay.people.models.merges import Difference, Merge
from chungtay.people.models.organisations import Organisation
from chungtay.people.models.persons import Correction, Person, Reading

__all__ = [
    "Consent", "ContactPoint", "Correction", "Difference", "DoNotContact", "Household", "Merge",
    "Organisation", "Person", "Reading",
]  # fmt: skip
