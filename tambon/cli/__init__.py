"""The operators' door: ``tambon …``, thin commands, one action each."""
