"""What a review claims of a model's numbers, held against what was measured."""
