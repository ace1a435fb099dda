"""What a fix or a file that breaks the schema needs: what a value means, and what a repair is; imported only then."""
