"""What Zalo and the SMS gateway tell us: checked over its bytes, kept once, answered, dealt with.

Nouns: Inbound (one webhook and what became of it), TurnedAway (what was refused, counted). `front`
and `taking` bring a webhook from its bytes to a row; `receiving` takes open rows to an outcome:
receipts and echoes of what we sent by the hundred, the rest one by one. What people say is not
understood here: floors above register with `meanings` what an event means.
"""
