"""The forms in which sessions are recorded: rows, ticks, checklists, diaries, visit notes."""
