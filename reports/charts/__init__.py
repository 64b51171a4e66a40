"""Charts of the reports, made with matplotlib as vectors in the carried typeface.

matplotlib takes a quarter of a second to import: import ``reports.charts.drawing`` when a chart is first needed.
"""
