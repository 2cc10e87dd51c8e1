"""A desk with many cases: what comes in, how each stands, what a glance at it shows, what is taken away."""
