"""What a budget comes to and how that is said: sums, tables, breaches in words, spreadsheets."""
