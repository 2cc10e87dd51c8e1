"""The keys of the cases, the master key that opens them, and how each is kept."""
