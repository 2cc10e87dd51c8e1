"""The letters and preparation papers of the routes: what goes into each, in words that allege no more than the records."""
