"""The Official Account API of Zalo: sending, keys, webhooks and their signatures."""
