"""The nouns: what a plan, a provision, an hour and a gap *are*. Not machine-learning models."""
