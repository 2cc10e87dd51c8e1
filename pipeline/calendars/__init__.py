"""The school's days, weeks and terms, and working days: when anything can fall due."""
