"""Ways to speak: a Zalo Official Account for now.

Nouns: Channel, Delivery (one attempt per message and channel), Inbound (what came, as it came).
Tasks: drain the outbox, take in what was received and call the verb an answer names.
"""
