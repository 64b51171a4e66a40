"""A made-up county to try the program with: places, people, items and some years of cases with every kind of trouble.

A case's whole life is decided by the seed, its day and its number on that day (arrivals.py, lives.py), then cut at the
demo's moment (cutting.py), now and then spoilt (troubles.py), and written by the importer's writer (making.py).
"""

from __future__ import annotations

from monitoring.demo.making import MOST_CASES, USUAL_CASES, USUAL_SEED, DemoRefused, DemoReport, make_demo

__all__ = ["MOST_CASES", "USUAL_CASES", "USUAL_SEED", "DemoRefused", "DemoReport", "make_demo"]
