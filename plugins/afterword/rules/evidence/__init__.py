"""Rules for files of evidence, and for what a review says of the numbers in them."""
