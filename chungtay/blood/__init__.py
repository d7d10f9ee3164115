"""The hot-blood bank: a hospital calls, donors near by are asked, enough come, a gift is recorded.

Nouns: Call, Wave, Ask, Reply, Seat, StandDown, CallClosure, Given (which ask a gift answered),
Turn, ResponseModel. Verbs: make_call, ask_donors, turn_elsewhere, stand_down; come, not_today,
cannot_come, stop_asking; record_gift, take_back_gift; fit_responses. Who may be asked at all is
`donors`, what suits whom `transfusion`, how many `recruiting`, all below. `matching` is the one
place that looks through the province's whole register; `planning` says how a call stands.
"""
