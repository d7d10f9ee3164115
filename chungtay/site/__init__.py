"""What a person meets first: today's board, the public ward page, the demo world, the house tests."""
