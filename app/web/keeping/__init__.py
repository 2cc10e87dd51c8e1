"""How a case is kept: for how long, who is told, who looked at it, and what is noted about it."""
