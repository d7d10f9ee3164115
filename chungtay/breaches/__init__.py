"""The register of breaches: data got out, whom we told, how it ended.

Nouns: Breach, BreachNotice, BreachClosure. Verbs: report, notify, close. A breach names nobody.
Source: Decree 356/2025/NĐ-CP, Art. 23.
"""
