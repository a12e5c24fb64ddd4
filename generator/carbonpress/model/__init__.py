"""The words of ISO 14067 as frozen models: quantities, factors, rules and the declaration as its author writes it."""
