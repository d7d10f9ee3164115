"""The floor everything stands on: scope, clock, quantities, Vietnamese, dated rules, components.

Knows nothing of wards or journeys. Pure modules first (`vietnamese`, `amounts`, `quantities`,
`phones`, `clock`, `rules`); then what Django needs of us: `scope` (rows are found only through
the one who acts), `duty` (pages declare theirs), `acting` (the protocol of whoever acts),
`errors` (a refusal is a sentence), and the parts of every page under `pages/parts`.
"""
