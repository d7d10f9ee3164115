"""Reading the lists that wards and clubs keep: a file's bytes in, rows with reasons out.

A journey says which `Column`s it looks for and how each cell is understood; those that describe a
person are in `columns`. Faulty rows go back through `reasons`. No database but for `placing`.
"""

from chungtay.lists.listing import Column, Listed, Row, read
from chungtay.lists.sheet import NotAList

__all__ = ["Column", "Listed", "NotAList", "Row", "read"]
