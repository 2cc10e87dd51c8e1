"""A desk with many cases: what comes in, what a glance at each shows, what is taken away."""
