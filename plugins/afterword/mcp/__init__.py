"""The knowledge base for agents: a server of the Model Context Protocol over standard input and output, read-only."""
