"""What the templates are given: everything looked up, counted, sorted and put into words.

A template only places what stands here, so that a page says nothing that a test of these plain
values could not see.
"""
