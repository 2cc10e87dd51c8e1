"""The parts of a timetable: bells, cells, grids, lists, and the slots that they make."""
