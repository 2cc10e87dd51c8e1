"""What can be done about a gap, under which conditions, and by when."""
