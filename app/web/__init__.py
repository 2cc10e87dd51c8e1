"""The web app: upload, watch, review, decide, take away. Shows and asks, never computes."""
