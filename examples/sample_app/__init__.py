"""Choba, an imaginary invoicing product, with the snippet embedded exactly as a customer would embed it."""
