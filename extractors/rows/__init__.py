"""How a PDF, a web page, an .ics calendar and struck-through cells become rows."""
