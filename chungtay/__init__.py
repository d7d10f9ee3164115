"""Chung Tay: a ward hears what is needed, finds who can help, sees it done, accounts for it."""

__version__ = "0.1.0"
