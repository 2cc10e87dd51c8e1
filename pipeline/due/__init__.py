"""What fell due: the least and the most that the plan's words can mean, with the arithmetic."""
