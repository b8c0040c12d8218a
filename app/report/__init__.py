"""The report on a face: its facts, its pictures, and the pages that show them."""
