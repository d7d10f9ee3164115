"""This floor has no verbs; its pages list rules from a file, not rows."""

NOT_LISTS = {"transfusion:rules": "rules from a file", "transfusion:check": "a form"}
