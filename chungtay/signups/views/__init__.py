"""Pages of registering oneself."""
