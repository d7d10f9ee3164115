"""Words and rules that are data: what a note may say, how a list's headings are spelled."""
