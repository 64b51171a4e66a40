"""The page of reports: drafts, their figures and text, the document as it will be on paper, and the archive."""
