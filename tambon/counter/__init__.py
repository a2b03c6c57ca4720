"""The counter: a village head's word and a reader's doubt, without an account."""
