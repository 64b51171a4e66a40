"""The logs of real offices in shared/data, as the tests take them in."""

from __future__ import annotations

BOSTON_MAP = """
[csv]
time_format = "%Y-%m-%d %H:%M:%S"
[cases]
case_no = "case_enquiry_id"
item = "type"
unit = "queue"
region = "neighborhood"
accepted_at = "open_dt"
promised_due = "target_dt"
finished_at = "closed_dt"
"""
"""For boston311_2011_july.csv.gz."""
