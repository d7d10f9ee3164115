"""Persons and organisations, how to reach them, what they agreed to.

Nouns: Person, Organisation, ContactPoint, Consent. Verbs: register, register_organisation,
add_contact, give_consent, withdraw_consent. `purposes` holds the words a consent is given to;
`actions.rolls` writes many persons at once within the act of whoever brings a list.
"""
