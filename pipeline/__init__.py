"""What follows from it: what is due, the gap, the routes, the report, the letters. Judges, never orchestrates."""
