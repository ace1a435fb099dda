"""Rules of actions: complete, worded so that they can be verified, on time, and ended with proof."""
