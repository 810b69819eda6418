"""The report itself: its facts, chapters and sentences, and the files that are made of them."""
