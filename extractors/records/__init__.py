"""What all records have in common: what a table is, what its columns hold, and who is named in it."""
