"""Official files into the registry: read, shown as a draft or loaded, each in one transaction."""
