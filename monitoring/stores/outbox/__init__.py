"""The outbox of warnings in the ledger's database: what the sender asks, what people ask, and what they share.

sql_outbox (the sender's side) and desk, browsing, sums (people's) stand on moves, decisions, starting, busy, pulls,
reports and rows.
"""
