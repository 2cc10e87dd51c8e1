"""One paper beside another: a plan, its earlier version, a professional's report."""
