"""What other catalogues are told of our releases, in their own words: CKAN, DCAT, schema.org, Atom. Pure."""
