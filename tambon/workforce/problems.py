"""Why something about posts, contracts, villages or training is refused."""
