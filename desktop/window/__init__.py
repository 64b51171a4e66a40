"""The window: a shell with pages, the bridge to the engine, and the memory of where things stood."""
