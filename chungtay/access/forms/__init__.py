"""What one fills in on the pages of access."""
