"""No verb and no list here."""

NOT_LISTS = {"intake:webhook": "Zalo posts here"}
