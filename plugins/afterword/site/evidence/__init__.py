"""What becomes of evidence on the site: a card, drawings, tables and files."""
