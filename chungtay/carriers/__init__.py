"""Ways a message leaves this machine: addresses and keys in, what became of it out. No rows.

One folder for each kind (zalo, esms, mail), of one shape: `client` is handed a `letter.Letter`,
speaks the carrier's protocol and gives an `outcome.Outcome`; `errors` says what each of its numbers
means. `wire` is HTTP with ends, `words` says every code to an officer, `mending` what to do.
`reach` says which ways lead to a person, `quiet` when nobody is disturbed with what can wait.
"""
