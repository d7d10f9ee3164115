"""Who may do what, where: accounts, posts (a role at a place for a time), the roles table, the page guard.

Nouns: Account, Post. Verbs: open_account, appoint, end_post, update_places.
"""
