"""Official files as they really come: each row read into an area, or refused with its reason. Pure."""
