"""One case: its way through the nodes, the proof of its light, its stops and cards, the sheet to print."""
