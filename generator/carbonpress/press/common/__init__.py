"""What pages, labels and documents share: wording, figures, templates, and what a page is made of."""
