"""The forms in which schools keep their registers."""
