"""From the pages of a plan to its particulars, its sections and the items of Section F."""
