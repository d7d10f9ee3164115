"""Article S2, played: Hòa Thuận Đông, Đà Nẵng, August to September 2021.

Places, dates and numbers are the article's; every person's name is made up, and what the article
leaves out (who was ill on which day, which beats there were) is filled in so that its sums hold.
"""
