"""The pages that explain the schema, the rules, the interface and the design."""
