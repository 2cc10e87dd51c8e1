"""What one statement of provision says beside its amount: the service, who gives it, how, and how firmly."""
