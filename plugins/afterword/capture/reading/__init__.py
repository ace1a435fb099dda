"""What the readers of exported answers share: the text of a file, its times and its numbers, and series out of rows."""
