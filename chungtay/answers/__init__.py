"""An answer becomes the act of whoever was asked: a tap on a button, a "1", the words, a link.

`answering` takes one; `tapping` takes those that came in together as one act each, in one
transaction; `by_link` knows what was answered from a browser. No rows: a question is a message of
the journal, what it offers are verbs. Pages and letters are `inbox`, above.
"""
