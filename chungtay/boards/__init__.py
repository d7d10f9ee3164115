"""Pages of a call: the form that makes it, and what the desk, the commander, the province see.

No rows of its own; it reads `blood`, `releases` and `rosters`, below. `board` gathers the rows of
a call, `people`, `asked`, `events` and `chances` say them; `province` lists what is open. What is
pressed there are verbs of the floors below.
"""
