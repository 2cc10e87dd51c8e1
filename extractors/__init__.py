"""What the paper says: files in, nouns out, each with the quote it came from. Reads, never judges."""
