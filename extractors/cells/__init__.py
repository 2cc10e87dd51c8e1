"""What one cell of a record says: a day, a length, a time, an outcome, a name."""
