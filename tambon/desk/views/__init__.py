"""The desk's pages: sign-in, work, and what officers look over."""
