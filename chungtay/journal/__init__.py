"""The backbone: an act is a verb, a verb writes an entry, an entry has lines, lines make figures.

Nouns: Actor (pseudonymous), Heading, Measure, Entry, Line, Message (outbox), Refusal,
Tally, Closing. Verbs: `void` a line. `act` holds the decorator every verb of the house wears;
`figures` answers questions; `closing` rolls and seals; `verify` proves the seals.
"""
