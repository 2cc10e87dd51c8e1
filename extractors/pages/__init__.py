"""Pages of any kind of file, as one neutral form: words, lines, paragraphs and tables with their places."""
