"""A donor on duty: a doctor answers, the commander agrees, somebody covers, and only then they go.

Nouns: Serving (an officer's own word: this donor is me), Release (a yes of somebody on duty),
Clearance (what the doctor says), Leave (what the commander says), Told (who was asked), Covering.
Verbs: say_serving, confirm_serving, deny_serving, take_back_serving; begin, ask_doctor,
answer_doctor, ask_leave, escalate, decide, miss_cover, change_stand_in, let_go, withdraw, end;
come_on_duty, go_off_duty where the roster changed meanwhile.
`joining` ties them to a coming donor (`blood.coming`); the commander learns of a duty of four hours
and never of health, nor who said no before them.
"""
