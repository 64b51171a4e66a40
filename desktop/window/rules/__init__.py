"""The page of rules: what the profile says in plain words."""
