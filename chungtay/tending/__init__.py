"""Tending the channels: connecting an account, seeing how it fares, telling whoever keeps it.

Nouns: Joining (an account being connected, step by step), Keeper (who answers for a channel),
Alarm (one telling of one trouble). Verbs: begin_joining, note_saved, try_out, end_joining,
name_keeper, tell_keeper. `health` reads what channels and intake know of one channel, `coverage`
counts whom it reaches, `rehearsing` shows what would be sent and sends nothing.
"""
