"""From the data of a case to its lights and cards: pure functions of data, calendar, rules and one moment."""
