"""What a person decides of a reading: asked, kept apart, laid over it, taken back."""
