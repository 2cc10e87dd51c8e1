"""What the pages show and ask, as JSON for other programs."""
