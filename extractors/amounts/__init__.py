"""How much and how often: small typed parts of a statement that combine, as in a chart, into schedules."""
