"""The working calendar: a year at a glance, its days to be changed, notices to be imported."""
