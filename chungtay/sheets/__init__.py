"""What the lists that wards and clubs keep say: a file's bytes in, rows out, reasons back. No rows
of its own.

opening (in a process of its own) → sheet → tables → listing. `columns` holds those that describe a
person, `data.headings` how lists head them, `placing` finds the home a list names. Whoever reads a
list (lists, blood, rights) says which `Column`s it looks for. Faulty rows go back through
`reasons`.
"""

from chungtay.sheets.listing import Column, Listed, Row, read
from chungtay.sheets.sheet import NotAList

__all__ = ["Column", "Listed", "NotAList", "Row", "read"]
