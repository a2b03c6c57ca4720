"""A synthetic programme in Mae Hong Son, made through the same doors and actions that real people use."""
