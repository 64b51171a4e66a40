"""The figures of weekly statistics, monthly notices and the statistics view: pure numbers from cases, nodes and cards.

Everything is worked out from the case store as of a cut-off, never from what the program happened to notice: the same
period asked later gives the same figures. What each figure means stands in ``resources/figures/definitions.toml``.
"""
