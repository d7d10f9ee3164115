"""What may be given to whom, and when: groups, compatibility, eligibility.

Pure rules without rows and without verbs, dated and sourced in `data/rules.toml`. Nouns: Group,
Component; Choice; Answer, Deferral. `blood` above asks people; this floor only says who suits.
"""
