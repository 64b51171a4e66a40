"""The program: puts everything together. Commands, wiring, windows, pages. Nobody imports it."""
