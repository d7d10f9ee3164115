"""Pages of the roster: the week of a ward, one officer's turns, choosing who stands in.

No rows and no verbs of its own: it shows `rosters`, below, and calls its verbs. `week` puts a
ward's week together and says where somebody has to be found; the same week is a page, a sheet of
paper (`views.weeks`), a workbook (`workbook`) and, for each officer, a calendar (`calendars`).
"""
