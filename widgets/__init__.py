"""Reusable Qt widgets. They know values handed to them, never a store."""
