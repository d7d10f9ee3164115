"""The hot-blood bank: a hospital calls, donors near by are asked, enough come, a gift is recorded.

Nouns: Donor, Gift; Call, Wave, Ask, Reply, Seat, StandDown, CallClosure; Intake (a list brought
in) and its rows. Verbs: bring_list, take_in_donors, register_donor, record_past_gifts; make_call,
ask_donors, stand_down; come, not_today, cannot_come, stop_asking; record_gift, take_back_gift.
What suits whom and when is `transfusion`, below. `intake` is pure; `matching` is the one place
that looks through the province's whole register.
"""
