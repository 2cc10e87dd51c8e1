"""The parts of a school's calendar: what its words mean, and the shape that its events make."""
