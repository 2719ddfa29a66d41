#!/bin/sh
# The last of what a feature writes to stderr is kept with its crash: write there why you end.
echo "crasher: the disk I was made for is not there" >&2
exit 3
