"""Persons, their contact points and consents.

Nouns: Person, ContactPoint, Consent. Verbs: register, add_contact, give_consent, withdraw_consent.
"""
