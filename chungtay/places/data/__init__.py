"""Where the units of Viet Nam come from: the fixture that ships, and the tools that made it.

`places.json.gz` is the only file read when Chung Tay runs. The modules here rebuild it from three
packages (SOURCES.md); they need no Django and are never run at installation.
"""
