"""What one post-holder asks and another decides.

Nouns: Approval, Decision, Escalation. Verbs: ask, decide, and the system's escalate and expire.
A floor says which of its verbs may wait for a yes with `registry.approvable`; when the yes comes,
the verb is done in the asker's name, as part of the decision.
"""
