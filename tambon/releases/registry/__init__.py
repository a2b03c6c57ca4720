"""The registry of areas as a published product: `catalogue/areas/`, an edition at a time."""
