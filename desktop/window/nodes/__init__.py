"""Who holds which nodes: by unit, officer and node."""
