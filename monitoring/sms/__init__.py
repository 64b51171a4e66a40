"""Warnings by SMS: who gets what and when, the outbox's states, and the sender. Gateways are in ``gateways``."""
