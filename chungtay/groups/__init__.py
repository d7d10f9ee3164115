"""Paste mode: the private groups a ward already runs, and reporting by a link without a password.

Nouns: PrivateGroup, Notice (a text with a short link to its public page), Posting (somebody copied
it into a group), Arrival (how a letter of the inbox came in by one of these ways), ReportLink.
Verbs: add_group, change_group, close_group; write_notice, end_notice, post, take_back_posting;
answer, paste_back; give_report_link, end_report_link, report. No machine sees these groups: that a
text was posted, and how many were there, is what an officer says. `pasting` and `codes` are pure.
"""
