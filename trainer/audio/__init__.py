"""Sound as arrays: clips, tapes, takes, and the lines that carry them."""
