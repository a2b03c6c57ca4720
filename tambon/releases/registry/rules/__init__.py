"""From the registry's rows to the tables, shapes, tiles and texts of a published edition. Pure."""
