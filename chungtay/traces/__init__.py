"""Where in the database and its log files something of a person stands. No rows of its own.

subject (everything by which one person is found) → needles (what to look for) → search (every
text column of every table, every log file) · mentions (what others wrote of the person, masked) ·
listed (lists brought by others) ·
redacting (no row in a log). `catalogue` asks the database which columns and keys there are.
Who holds what of a person, and the erasure itself, stand above, in `rights`.
"""
