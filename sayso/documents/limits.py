"""How much of an input is read at most. What is over a limit is set aside, never cut short."""

MEGABYTE = 1_000_000

TEXT_CHARACTERS = 10_000_000  # of one document's text: about 1.7 million words
FILE_BYTES = 40 * MEGABYTE  # of one document: a file, a decompressed .gz, a line, a row
HTML_BYTES = 10 * MEGABYTE  # of one page: what an HTML parser needs grows faster than the page
HTML_ELEMENTS = 30_000
PDF_PAGES = 3_000
FRONT_MATTER_CHARACTERS = 64_000
SNIFFED_BYTES = 64 * 1024  # from the start of a file, to tell what it is
LANGUAGE_CHARACTERS = 4_000  # of a text, to tell its language
LANGUAGE_LETTERS = 30  # fewer than these can't tell
ENCODING_BYTES = 256 * 1024  # of a text that is not UTF-8, to tell its encoding
