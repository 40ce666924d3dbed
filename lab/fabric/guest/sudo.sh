#!/bin/sh
# The guest's sudo, for root, the only one who can log in: enough of it for commands that are written with it. As sudo
# does, it runs the command with an environment of its own unless -E or NAME=VALUE says otherwise.
set -u

usage='usage: sudo [-nEH] [-u root] [--] [NAME=VALUE...] COMMAND [ARGUMENT...]'
fail() {
  echo "sudo: $*" >&2
  exit 1
}

keep=no
user=root
while [ $# -gt 0 ]; do
  case $1 in
    -n | --non-interactive | -H | --set-home) ;;
    -E | --preserve-env) keep=yes ;;
    -nE | -En) keep=yes ;;
    -u | --user)
      [ $# -ge 2 ] || fail "option $1 needs a user; $usage"
      user=$2
      shift
      ;;
    --user=*) user=${1#--user=} ;;
    -u*) user=${1#-u} ;;
    --)
      shift
      break
      ;;
    -*) fail "the lab's guests do not know option $1; $usage" ;;
    *) break ;;
  esac
  shift
done
[ "$user" = root ] || fail "the lab's guests run commands as root only, not as $user"

# What is before the command is for its environment; env(1) takes both in the same form.
command=
for word in "$@"; do
  case $word in
    [A-Za-z_]*=*) ;;
    *)
      command=$word
      break
      ;;
  esac
done
[ -n "$command" ] || fail "a command is missing; $usage"

PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
command -v -- "$command" >/dev/null || fail "$command: command not found"
if [ "$keep" = yes ]; then
  export PATH
  exec env USER=root LOGNAME=root SUDO_USER=root SUDO_UID=0 SUDO_GID=0 "$@"
fi
exec env -i HOME=/root USER=root LOGNAME=root SUDO_USER=root SUDO_UID=0 SUDO_GID=0 \
  PATH="$PATH" LANG="${LANG-C.UTF-8}" TERM="${TERM-dumb}" "$@"
