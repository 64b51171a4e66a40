"""The documents themselves: weekly statistics, monthly notice, supervision sheet, and what they share."""
