"""What somebody writes who is in danger, heard in their own words: whom they should call. No rows.

Chung Tay is no emergency line. `hearing` looks for the words of somebody who writes to it all the
same, so that they are told at once whom to call; it decides nothing else. Nouns: Heard (number and
the words that made it ring). `typing` reads how people type, `phrases` where said things stand,
`lexicon` reads `data/`: concepts in many words, signs made of concepts, and what takes them back.
"""
