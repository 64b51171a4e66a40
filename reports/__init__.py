"""Statistics, charts and PDF made from plain numbers. No Qt.

The figures and documents arrive with their own issue; the room is here because the direction of imports
(tests/test_architecture.py) already holds for it.
"""
