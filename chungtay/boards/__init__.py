"""Pages of a call as those who look after it see it: the desk, the commander, the province.

No rows of its own; it reads `blood`, `releases` and `rosters`, below. `board` gathers the rows of
a call, `people`, `asked`, `events` and `chances` say them; `province` lists what is open. What is
pressed there are verbs of the floors below.
"""
