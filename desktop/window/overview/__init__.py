"""The overview: what the duty room looks at all day."""
