"""How lists of residential groups are written, beside the types that addresses have."""

ALSO = {"tdp": "tổ", "khu dan cu": "khu dân cư"}
"""More ways to write a type of group, folded."""
PEOPLE = ("tổ trưởng", "tổ phó")
"""What begins like a group and is a person."""
BETWEEN = r"-|–|đến|den|tới|,|;|và"
"""What stands between two numbers when a line holds several groups."""
