"""All cases of a desk: the first page, and the caseload."""
