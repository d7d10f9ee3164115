"""What a person meets first: the front door, today's board, the demo world; the house tests."""
