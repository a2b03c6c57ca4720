"""Everything that changes posts, contracts, villages, courses and personal data."""
