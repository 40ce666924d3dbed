#!/bin/sh
# First process of a PID namespace that belongs to a lab. It lives as long as its standard input, a pipe that only the
# owner holds: when the owner ends, even by SIGKILL, this ends, and the kernel ends every process and frees every
# namespace below it.
#
# usage: lab-init.sh lab OPTIONS       everything of the lab that must not be seen on the host lives on a tmpfs on /run
#        lab-init.sh router           a VPC's network, in the lab
#        lab-init.sh operator OPTIONS  the host's file system, with a /proc, /sys and /dev/shm of this place
#   OPTIONS  of the tmpfs that the place has
set -eu

# The shell reads this itself, before /proc is replaced, so that it is this process's id as the owner knows it.
read -r pid _ </proc/self/stat

case $1 in
  lab)
    mount -t tmpfs -o "mode=0755,$2" lab /run
    mkdir /run/netns /run/image /run/servers
    ;;
  router) ;;
  operator)
    mount -t proc proc /proc
    mount -t sysfs -o ro sysfs /sys
    mount -t tmpfs -o "mode=1777,nosuid,nodev,$2" lab /dev/shm
    mkdir -m 0700 /dev/shm/lab
    ;;
  *)
    echo "unknown place $1: lab, router or operator" >&2
    exit 2
    ;;
esac

echo "pid $pid"

# A background job would read from /dev/null; the pipe is passed on by number.
exec 3<&0
cat <&3 >/dev/null 2>&1 &
# Waiting for any one child reaps every process that this namespace orphans.
wait "$!"
