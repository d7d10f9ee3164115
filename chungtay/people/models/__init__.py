"""Persons and organisations as the ward knows them, ways to reach them, what was agreed."""

from chungtay.people.models.consents import Consent
from chungtay.people.models.contacts import ContactPoint
from chungtay.people.models.organisations import Organisation
from chungtay.people.models.persons import Person

__all__ = ["Consent", "ContactPoint", "Organisation", "Person"]
