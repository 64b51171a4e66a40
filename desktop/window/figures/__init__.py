"""What the pages of reports and of statistics share: tables of figures, and the cases behind one figure."""
