"""The pages of facets: models, patterns, layers and classes."""
