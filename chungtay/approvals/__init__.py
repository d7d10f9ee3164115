"""What one post-holder asks and another decides."""
