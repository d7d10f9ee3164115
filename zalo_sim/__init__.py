"""A loopback Zalo: Official Account API, OAuth, webhooks and the residents' phones.

A program of its own, for demos and tests. It imports nothing of Chung Tay and Chung Tay imports
nothing of it: they meet on the wire only. No byte leaves 127.0.0.1.

Nouns: Person (a Zalo user), Message, Delivery (one webhook to be handed over), Grant (tokens).
Every change is one line in a journal file, so a killed simulator goes on where it was.
Read `server.py` for the map of addresses, `state.py` for what is remembered.
"""
