"""The lists that wards and clubs bring, from the file that was given to the people it becomes.

Nouns: Intake (a list that was brought), its file, its rows; Choice (which column a heading is).
Verbs: bring, map_columns, take_in, take_back, give_up; they are for lists of residents. A journey
with a list of its own (blood) keeps it in `actions.rows`. What a file says, `sheets` reads:
residents (its columns) → matching (whom its rows meet) → actions.
"""
