"""The province's register of people who may be asked to give blood.

Nouns: Donor, Gift, Pause; Intake (a list brought in, of `lists`) and its rows. Verbs:
register_donor, correct_donor, record_past_gifts, take_back_past_gifts; bring_list, take_in_donors;
pause, resume, say_when, leave. What suits whom and when is `transfusion`, below; registering
oneself is `signups`, calling and asking `blood`, above. `intake`, `wishes`, `hiding` and
`readiness` are pure; `asking` says who may be asked at all.
"""
