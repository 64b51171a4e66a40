"""The page of warnings by SMS and its parts."""
