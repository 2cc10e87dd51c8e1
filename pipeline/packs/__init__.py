"""The packs of the routes: the letter with its numbered enclosures, a checklist before sending, and a manifest."""
