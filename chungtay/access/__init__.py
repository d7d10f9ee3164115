"""Who may do what, where: accounts, posts (a role at a place for a time), roles, the page guard.

Nouns: Account, Post. Verbs: open_account, appoint, end_post, name_groups,
update_places (the system's).
"""
