"""Who must know what waits for them: digests by e-mail, in the desk, and as printed letters."""
