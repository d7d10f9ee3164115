"""Administrative units through time: provinces, districts, communes, residential groups.

Nouns: Place (one unit during one spell of its life), Succession (who became whom, when), Alias
(old spellings), Edition (fixtures and update files taken in).
Questions: `lookup.find` (by name, without accents, in any year: and what it is today), `history`.
The units ship as one fixture (`data/`, `load`); changes come by update files (`update_file` reads,
`plan` judges, `update` previews and applies); the verb for that lives in `access`.
Pages: /noi/. An app whose open rows lie at places declares them in `registry`.
"""
