"""Who works where, from when until when: posts, contracts, villages, absences, training."""
