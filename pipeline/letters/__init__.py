"""Letters and preparation papers: what goes into each, in words that allege no more than the records show."""
