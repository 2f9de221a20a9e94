"""One mask, every method, side by side: looking at the results before one of them is kept."""
