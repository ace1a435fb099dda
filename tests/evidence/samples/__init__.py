"""The incidents of three illustrative reviews, played with small real models, and captured from real servers."""
