"""How many to ask, whom first, when again: arithmetic of calling people. No rows, no verbs.

A probability is worked out for a call, belongs to it and is forgotten with it: nothing here keeps
anything of a person. Nouns: Model (`responding`: who says yes), Habits (`answering`: how fast, how
surely they come), Candidate, Step (`waves`: whom to ask now, and why so many), words for people
(`explaining`). Minutes and kilometres are floats; probabilities lie from 0 to 1.
"""
