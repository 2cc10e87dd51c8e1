"""The gap report: to print and edit, to read on a screen, to sort, and as a PDF."""
