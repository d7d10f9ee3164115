"""Somebody registers themselves as a blood donor: on Zalo, one question a message, or by a form.

Noun: Signup. Verbs: begin_signup, answer_signup, go_back, sign_up (the public form of a ward),
confirm_signup, stop_signup, forget_signup. Whoever ends as a donor is of `donors`, below; of
whoever stops in the middle nothing is kept. `questions` and `telling` are pure; `talking` hears
what people type on Zalo.
"""
