"""A proposal for making up what was recorded as not held."""
