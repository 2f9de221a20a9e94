"""Exposure, white balance and curves in the window: entries of the stack, edited while they are looked at."""
