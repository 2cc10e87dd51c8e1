"""What is done about what was found: next steps, what was sent and said, letters, and what is taken away."""
