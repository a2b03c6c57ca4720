"""How a questionnaire's text becomes a form, and a filled form becomes values. Pure."""
