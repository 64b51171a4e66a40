"""Data the program carries, and the one way to read it."""
