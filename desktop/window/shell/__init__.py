"""What stands around the pages: side bar, status line, tray, help, background work, one window per ledger."""
