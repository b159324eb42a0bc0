"""What keeps the facts true to the reviews: passages, the ledger, outside terms against reference tables."""
