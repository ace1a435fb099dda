"""The adapter to MkDocs 1.x: the only folder that knows the engine."""
