"""Administrative units through time: provinces, districts, communes, residential groups.

Nouns: Place, Succession (who became whom, when), Alias (old spellings).
Questions: `lookup.find` (by name, without accents, in any year), what a place is today.
Changes come by `update` files, previewed before they act.
"""
