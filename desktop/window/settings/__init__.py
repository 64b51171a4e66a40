"""The page of settings and its fields."""
