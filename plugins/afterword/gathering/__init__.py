"""The knowledge bases of several teams as one: their reviews, files, patterns and owners under names of their own."""
