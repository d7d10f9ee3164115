"""Who keeps which beat and which post, when, and who stands in.

Nouns and verbs come with the models.
"""
