"""The fixes of the rules; each is imported on first use, because a check needs none of them."""
