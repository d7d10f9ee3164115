"""What people attach to a message: fetched without being led astray, cleaned of what it tells."""
