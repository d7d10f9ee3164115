"""A donor on duty: a doctor answers, the commander agrees, somebody covers, and only then they go.

Nouns and verbs come with the models.
"""
