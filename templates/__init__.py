"""The words a reader sees: letters, reports, web pages."""
