"""What the site offers beside its pages: data, feeds, tables, attachments, a policy and an index."""
