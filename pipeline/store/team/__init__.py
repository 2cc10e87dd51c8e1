"""The people of a team: their accounts, their sign-ins, and tokens for their programs."""
