"""What comes in, by whichever way: kept as it came, understood, answered or read by people.

Nouns: Inbound (one webhook), Conversation (between one person and one place), Letter (one thing
said in it), Attachment, Settlement (somebody answered or read what waited), Alarm (a letter that
speaks of danger to life), TurnedAway (what was refused). Verbs: reply, settle, accept_given;
raise_alarm, take_alarm; give_link. Whatever somebody wrote goes through `conversations.wrote`. An
answer calls the verb it was offered (`answering`); receipts tell the deliveries of `channels` what
became of them. `front` and `intake` take a webhook in, `meanings` says what it means.
"""
