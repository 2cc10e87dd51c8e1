"""The review: what was read, item by item, with all that a person can decide about it."""
