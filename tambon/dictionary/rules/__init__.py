"""What datasets, values and checks mean. Pure."""
