"""What was found in a case, with an address behind every number, and what would be found otherwise."""
