"""The page to explore figures: any period, grouping and filter, as a chart and a table, down to the cases."""
