"""Questions about posts, contracts and villages. The day is always given: ``find_`` may answer None."""
