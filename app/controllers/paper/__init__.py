"""Receipts and tax invoices."""
