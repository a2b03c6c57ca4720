"""The door of signed-in people: workers, verifiers, officers, administrators, in a browser."""
