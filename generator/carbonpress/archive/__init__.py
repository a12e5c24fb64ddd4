"""What was published and stays: the ledger, frozen records and wordings, keys and signatures."""
