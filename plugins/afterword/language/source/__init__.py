"""The phrases as people write them, and what is made of them to be loaded in a moment."""
