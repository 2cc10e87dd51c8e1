"""What was found of each schedule, what it rests on, and what is still to be asked."""
