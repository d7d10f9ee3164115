"""The hot-blood bank: a hospital calls, donors near by are asked, enough come, a gift is recorded.

Nouns: Call, ListedNumber, CalledBack, Allowance, Wave, Ask, Reply, Seat, Arrival, StandDown,
CallClosure, Given (which ask a gift answered), Turn, ResponseModel. Verbs: make_call, allow_call,
allow_desk_call, ask_donors, turn_elsewhere, stand_down; come, set_out, not_today, cannot_come,
stop_asking; expire_place, no_show; record_gift, take_back_gift. Who may be asked at all is
`donors`, what suits whom `transfusion`, how many `recruiting`, all below; a floor above joins in
through `coming`. `matching` is the one place that looks through the province's whole register;
`planning` says how a call stands. Answers to a call that come in together share one `hearing`.
"""
