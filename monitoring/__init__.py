"""The engine: cases, calendars, clocks, rules, lights, cards. No Qt, no ReportLab, no text for people."""
