"""Which record belongs to which provision, decided for all of them at once."""
