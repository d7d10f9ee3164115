"""Pages of the books: figures, the journal, the closings."""
