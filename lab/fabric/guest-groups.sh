#!/bin/sh
# Removes the cgroups of a lab's guests when the lab has ended, in whatever way: unlike all else of a lab, the kernel keeps
# them. Its standard input is a pipe that only the owner holds. Signals do not end it, so that Ctrl-C in a terminal, which
# goes to everything that runs there, does not keep it from its work.
#
# usage: guest-groups.sh PREFIX PARENT...
#   PREFIX  what the names of the lab's groups begin with
#   PARENT  a directory with such groups
set -u
trap '' INT TERM HUP
prefix=$1
shift

cat >/dev/null

# The guests are just ending, too: a group is removed when its last process has gone.
for _ in $(seq 300); do
  left=no
  for parent; do
    for group in "$parent/$prefix"*; do
      if [ -d "$group" ] && ! rmdir "$group" 2>/dev/null; then
        left=yes
      fi
    done
  done
  if [ "$left" = no ]; then
    exit 0
  fi
  sleep 0.1
done
echo "cgroups $prefix* could not be removed" >&2
exit 1
