"""Ways to speak: a Zalo Official Account for now. What comes back is the inbox's.

Nouns: Channel, Incident (its trouble), Delivery (at most one attempt per message and channel).
Verbs: connect, open_incident, close_incident, reply. `resolving` finds who carries a message to
whom, `sending` carries it, `settling` writes down what became of it, `doubts` finds out later.
"""
