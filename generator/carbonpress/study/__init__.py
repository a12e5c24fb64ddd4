"""A company's data folder, read and checked: from files to records and findings."""
