"""What may be given to whom, and when: groups, compatibility, eligibility.

Pure rules without rows and without verbs, dated and sourced in `data/rules.toml`; whose platelets a
centre prefers, in `data/platelets.toml`. Nouns: Group, Component, Cells; Band; Choice, Order;
History, Deferral, Answer, Outcome. `blood` above asks people; this floor only says who suits.
"""
