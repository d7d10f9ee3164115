"""How wards write what they list."""
