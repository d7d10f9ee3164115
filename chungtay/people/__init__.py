"""Persons and organisations, how to reach them, what they agreed to, who is one person.

Nouns: Person, Household, Organisation, ContactPoint, DoNotContact, Consent, Merge, Difference.
Verbs: in `actions`, by noun. `merging` knows who is one person now and `agreeing` what a person's
last word is: whoever reaches or asks somebody goes through them. `purposes` holds the words a
consent is given to, `searching` finds, `duplicates` shows who may be entered twice, `showing` makes
the parts of a person's page, which `site` composes. `actions.rolls` writes many at once.
"""
