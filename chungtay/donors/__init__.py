"""The province's register of people who may be asked to give blood.

Nouns: Donor, Gift, Pause; Signup (somebody registering themselves); Intake (a list brought in, of
`lists`) and its rows. Verbs: register_donor, correct_donor, record_past_gifts; bring_list,
take_in_donors; begin_signup, answer_signup, go_back, sign_up, confirm_signup, stop_signup,
forget_signup; pause, resume, say_when, leave. What suits whom and when is `transfusion`, below;
calling and asking is `blood`, above. `intake`, `questions`, `telling`, `wishes`, `hiding` and
`readiness` are pure; `asking` says who may be asked at all.
"""
