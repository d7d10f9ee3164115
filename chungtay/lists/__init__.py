"""The lists that wards and clubs keep: a file's bytes in, people out, reasons back.

Nouns: Intake (a list that was brought), its file, its rows; Choice (which column a heading is).
Verbs: bring, map_columns, take_in, take_back, give_up; they are for lists of residents. A journey
with a list of its own (blood) says which `Column`s it looks for and reads with `listing.read`.

opening (in a process of its own) → sheet → tables → listing, residents → matching → actions. Pure
but for `placing` and `matching`. Faulty rows go back through `reasons`.
"""

from chungtay.lists.listing import Column, Listed, Row, read
from chungtay.lists.sheet import NotAList

__all__ = ["Column", "Listed", "NotAList", "Row", "read"]
