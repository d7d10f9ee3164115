"""The hot-blood bank: a hospital calls, those who can give are asked near by, enough come, a gift is recorded.

Nouns: Donor, Call, Ask, Gift, Intake (a list brought in). Verbs: take_in_donors, make_call, come,
not_today, stop_asking, stand_down, record_gift. `compatibility` and `eligibility` are pure.
"""
