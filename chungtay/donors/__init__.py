"""The province's register of people who may be asked to give blood.

Nouns: Donor, Gift; Intake (a list brought in, of `lists`) and its rows. Verbs: register_donor,
bring_list, take_in_donors, record_past_gifts. What suits whom and when is `transfusion`, below;
calling and asking is `blood`, above. `intake` is pure.
"""
