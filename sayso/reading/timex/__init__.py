"""The grammar of English time expressions: a scanned text in, TIMEX3 values and intervals of days out."""
