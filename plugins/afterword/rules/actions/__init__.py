"""Rules for actions: complete, worded so that they can be verified, on time, and closed with evidence."""
