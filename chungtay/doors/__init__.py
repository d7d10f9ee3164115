"""How people come in: signing in, second factors, browsers signed in, invitations, lost passwords.

Nouns: Invitation, Session (a browser that was let in), second factors (django-allauth's rows).
Verbs: invite, accept_invitation, withdraw_invitation; on the own account change_password,
add_factor, remove_factor, end_sessions; on those of others lock_account, unlock_account,
reset_password, forget_factors. What an account may do once in is the matter of `access`.
"""
