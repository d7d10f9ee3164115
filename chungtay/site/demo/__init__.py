"""The demo world: a real ward, invented people, and everything that happened there done by verbs.

Nothing here inserts a row. Places, offices and dates come from the articles (seed S2: Hòa Thuận
Đông, 2021, today part of Hòa Cường, Đà Nẵng); every person's name is made up.
"""
