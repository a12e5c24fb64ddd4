"""From records to a published folder: cache, workers, staging, swap, ledger."""
