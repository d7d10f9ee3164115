"""A loopback Zalo: Official Account API, template messages, OAuth, webhooks, the residents' phones.

A program of its own, for demos and tests. It imports nothing of Chung Tay and Chung Tay imports
nothing of it: they meet on the wire only. No byte leaves 127.0.0.1. A small eSMS gateway stands
beside it, because a text arrives on the same phones.

Nouns: Person (a Zalo user), Message, Template, Group, Asset, Upload, Sms, Delivery (one webhook to
be handed over), Grant (tokens). Every change is one line in a journal file, so a killed simulator
goes on where it was.

Where to read on:
- `server.py` the map of addresses, `wire.py` the HTTP below it, `openapi.py` the calls of Zalo
- `messages.py`, `contents.py`, `by_uid.py`, `by_phone.py`, `group_talk.py`, `esms.py` what is sent
- `residents.py`, `sendings.py`, `acts.py` what a person does; `control.py` the calls under /sim/
- `events*.py` the webhook bodies, `webhooks.py` and `carrying.py` how they are handed over
- `state.py` what is remembered, `store.py` the journal, `faults.py` bad days
- `pages.py`, `bubbles.py`, `presses.py` the phone

Where the protocol's document is silent or its sources disagree (⚠), the docstring says what was
chosen. The tests `test_error_rows`, `test_template_error_rows` and `test_event_rows` are typed from
that document, row by row.
"""
