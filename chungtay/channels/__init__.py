"""What goes out: accounts, by which way a person is reached now, and what became of each message.

Nouns: Channel (with Keys, Pace, Allowance, Template), Incident, Presence (what is known of an
address), Delivery (one way of one message). Verbs: connect, connect_sms, connect_mail,
enter_template, open_incident, close_incident, reply. `reach` says which ways lead to a person,
`resolving` makes the deliveries, `claiming` and `sending` carry them, `settling` writes down what
became of them and goes on to the next way, `doubts` finds out later. Answers
come in by the intake.
"""
