"""Adapters: the case store (read only) and the ledger. The only part of the engine that knows SQLAlchemy."""
