#!/bin/sh
# In the operator's place: an ssh-agent with a key made for this lab, which nothing else ever has.
#
# usage: ssh-agent.sh SOCKET
# Prints the public key. The agent ends with the operator's place.
set -eu
umask 077

ssh-agent -a "$1" >/dev/null

# ssh-keygen writes files only. This one is on a file system of this command alone, which goes with it.
new=$1.new
mkdir "$new"
# shellcheck disable=SC2016 # for the inner shell
SSH_AUTH_SOCK=$1 unshare --mount sh -euc '
  mount -t tmpfs -o mode=0700 key "$0"
  ssh-keygen -q -t ed25519 -N "" -C lab -f "$0/key"
  ssh-add -q "$0/key"
  cat "$0/key.pub"
' "$new"
rmdir "$new"
