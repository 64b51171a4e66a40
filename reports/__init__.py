"""Statistics, charts and PDF made from plain numbers. No Qt.

figures (what is counted, and the cases behind it) is the ground; charts draws it, notice puts it into sentences,
documents makes whole documents of all three on paper (paper: the composing layer, which knows no figures).
Shared by all: ink (one table of colours), saying (one way to say a number, a moment, a span), letterhead (who writes).
"""
