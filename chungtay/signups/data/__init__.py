"""Words that are data: what people type."""
