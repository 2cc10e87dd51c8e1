"""Copies for others without the names of other children and of staff: whom they name, what a person says of it."""
