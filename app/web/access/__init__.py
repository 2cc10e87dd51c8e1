"""Who is asking, which cases are theirs, what each request has to keep to, and what is recorded of it."""
