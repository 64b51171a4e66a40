"""The page of data problems."""
