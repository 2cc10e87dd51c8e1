"""All that is kept in one file, and brought back from it."""
