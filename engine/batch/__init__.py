"""One mask, a mask for each photo, or a recipe over a folder of photos; it may be stopped, and goes on.

This module imports nothing: a process that works for a batch sets its number of threads before numpy loads.
"""
