"""What the generated tests need to know about places: it has no verbs of its own."""

NOT_LISTS = {"places:index": "a search box and the 34 provinces: always the same rows"}
