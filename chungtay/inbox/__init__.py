"""What comes in, by whichever way: kept as it came, understood, answered or read by people.

Nouns: Inbound (one webhook), Settlement (somebody read it), TurnedAway (what was refused).
Verbs: settle, give_link. An answer calls the verb it was offered (`answering`); receipts tell the
deliveries of `channels` what became of them.
"""
