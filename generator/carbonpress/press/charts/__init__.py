"""Charts and drawings of a record, as SVG and for Plotly."""
