"""What a person may ask of those who keep their data.

Nouns: Request (with Answer, Extension, Ending), Order, Erasure (with its Proof). Verbs: receive,
answer, extend, fulfil, refuse; erase (orders), carry_out, fall_short, replay; send_own_page.
`registry` is where every floor says what it holds of a person; `traces` below finds it.
Source: Law 91/2025/QH15; Decree 356/2025/NĐ-CP, Art. 5 (clocks).
"""
