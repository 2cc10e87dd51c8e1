"""The doors: command line and web. Shows and asks, never computes."""
