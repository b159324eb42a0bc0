"""What proves the facts sound: shapes, the ledger of passages, outside terms against reference tables."""
