"""Files and folders that are replaced in one step, and the cache between runs."""
