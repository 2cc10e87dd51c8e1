"""What became of every session that was due: the bucket in which each part of it ends, and what can be said of it."""
