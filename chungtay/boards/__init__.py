"""Pages of a call as those who look after it see it: the desk, the commander, the province.

No rows of its own; it reads `blood`, `releases` and `rosters`, below.
"""
