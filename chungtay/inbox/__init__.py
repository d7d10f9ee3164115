"""What people say to us, by whichever way it comes, and what we answer.

Nouns: Conversation (between one person and one place), Letter (one thing said in it), Attachment,
Settlement (somebody answered or read what waited), Alarm (a letter that speaks of danger to life),
Identification (an officer's word of who it is that typed a number).
Verbs: reply, settle, accept_given; identify, undo_identify; raise_alarm, take_alarm; give_link.
Whatever somebody wrote goes through `conversations.wrote`. `understanding` tells `intake` what an
event means; an answer calls the verb it was offered (`answering`). `imagining` asks what would
become of a message that nobody wrote.
"""
