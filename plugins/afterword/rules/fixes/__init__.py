"""What the fixes of the rules do; each is imported when it is asked for, since a check needs none of them."""
