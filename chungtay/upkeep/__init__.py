"""What keeps calling for blood honest and kind, around a call: the number a hospital lists, what
donors doubt, a word two days after a gift, and what all answers taught.

Nouns: Doubt, Finding, CareNote. Verbs: list_number, report_call, settle_doubts, send_care_note,
fit_responses. The rows that a call itself needs (ListedNumber, ResponseModel) are in `blood`.
"""
