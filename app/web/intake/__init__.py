"""From papers that are handed in to a case that is checked: received, told apart, corrected, let go of."""
