"""A file is looked at as bytes before anything in it is unpacked: what would cost too much is refused."""
