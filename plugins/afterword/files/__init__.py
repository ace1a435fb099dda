"""Files and folders that appear whole or not at all, and what is kept between runs."""
