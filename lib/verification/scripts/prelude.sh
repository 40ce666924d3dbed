#!/usr/bin/env bash
# Shared by the verification's steps; the step's text is put behind it when the stack is synthesized.
# Needs what Huawei Cloud EulerOS 2.0 ships: bash, coreutils, util-linux, procps, iproute2, awk (and nc, once installed).
set -euo pipefail
export LC_ALL=C

# Everything that a step leaves for a later one is in here, and goes with it.
STATE_DIR=${STATE_DIR:-/run/mirror-verification}

say() { printf '%s\n' "$*"; }

fail() {
  printf 'FAILED: %s\n' "$*" >&2
  exit 1
}

# Terraform leaves the script that it uploaded: with its text after a failure, empty after a success.
remove_uploaded_script() {
  # Terraform asks for a terminal, whose end would take along what has not left it yet.
  trap '' HUP
  # shellcheck disable=SC2016 # the inner shell expands it
  case $0 in
    */terraform_*.sh) setsid sh -c 'sleep "$2"; rm -f -- "$1"' sh "$0" "${SCRIPT_REMOVAL_DELAY:-10}" </dev/null >/dev/null 2>&1 & ;;
  esac
}
trap remove_uploaded_script EXIT

# Who logged in may be somebody who becomes root by sudo.
if [ "${BY_SUDO:-false}" = true ] && [ "$(id -u)" != 0 ]; then
  words=$(sudo -n true 2>&1) ||
    fail "${USER:-the user} of ${SELF_NAME:-this server} cannot become root with sudo -n: ${words##*$'\n'}; allow it without a password (NOPASSWD), or log in as root"
  exec sudo -n bash "$0" "$@"
fi

# Hundredths of a second since the machine started: the time of day may be set while a script waits.
now() {
  local up
  read -r up _ <"${UPTIME_FILE:-/proc/uptime}"
  say "$((10#${up/./}))"
}

# wait_until SECONDS COMMAND…: succeeds as soon as COMMAND does, fails when the time is up.
wait_until() {
  local deadline=$(($(now) + $1 * 100))
  shift
  until "$@"; do
    [ "$(now)" -lt "$deadline" ] || return 1
    sleep 0.05
  done
}

# The start time of a process tells it from a later one that got the same number. Empty when it has ended, even if its
# parent has not noticed yet (Z).
start_time() {
  local stat
  { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 0
  # shellcheck disable=SC2086 # its fields
  set -- ${stat##*) }
  [ "$1" = Z ] || say "${20}"
}

# start_worker NAME COMMAND…: runs COMMAND in a session of its own, so that it outlives this login.
# Its output is $STATE_DIR/NAME.out and NAME.log.
start_worker() {
  local name=$1
  shift
  (trap '' HUP && exec setsid "$@" </dev/null >"$STATE_DIR/$name.out" 2>"$STATE_DIR/$name.log") &
  say "$! $(start_time $!)" >"$STATE_DIR/$name.pid"
}

# Sends a signal to a worker and its children, if it is still the process that was started. A worker that has only just
# started has no process group of its own yet, nor children.
signal_worker() {
  local name=$1 signal=$2 pid started
  { read -r pid started <"$STATE_DIR/$name.pid"; } 2>/dev/null || return 1
  [ -n "$started" ] && [ "$(start_time "$pid")" = "$started" ] || return 1
  kill "-$signal" -- "-$pid" 2>/dev/null || kill "-$signal" "$pid" 2>/dev/null
}

worker_ended() { ! signal_worker "$1" 0; }

stop_worker() {
  signal_worker "$1" "${2:-TERM}" || return 0
  wait_until 5 worker_ended "$1" || signal_worker "$1" KILL || true
}

# Ends what an earlier step started and forgets it: all are told before any is waited for.
clear_state() {
  local pid_file name
  for pid_file in "$STATE_DIR"/*.pid; do
    name=${pid_file##*/}
    signal_worker "${name%.pid}" TERM || true
  done
  for pid_file in "$STATE_DIR"/*.pid; do
    name=${pid_file##*/}
    stop_worker "${name%.pid}"
  done
  rm -rf -- "$STATE_DIR"
}

# The proxy that another step left on this server, whatever role the server has now.
clear_proxy() {
  local own=$STATE_DIR
  STATE_DIR=${PROXY_STATE_DIR:-$own}
  clear_state
  STATE_DIR=$own
}

# A plain datagram to the port of each mirror target, in the background: if it arrives and mirrored packets do not, the way
# is open and the mirror is to blame.
send_probes() {
  local mark address
  PROBE_PIDS=()
  while IFS='|' read -r mark address; do
    [ -n "$mark" ] || continue
    { printf '%s\n' "$NONCE$mark" | timeout 5 "$NC" -u --send-only "$address" 4789 || true; } &
    PROBE_PIDS+=($!)
  done <<<"$PROBES"
}

# Not the workers, which live on.
wait_for_probes() { [ "${#PROBE_PIDS[@]}" = 0 ] || wait "${PROBE_PIDS[@]}"; }

# new_state SECONDS: an empty state folder that ends itself, with all its workers, when the later steps never come.
new_state() {
  clear_state
  (umask 077 && mkdir -p -- "$STATE_DIR")
  # shellcheck disable=SC2016 # the inner shell expands it
  start_worker janitor bash -c '
    sleep "$1"
    for pid_file in "$2"/*.pid; do
      case $pid_file in */janitor.pid) continue ;; esac
      read -r pid started <"$pid_file" || continue
      [ "$(sed "s/^.*) //" "/proc/$pid/stat" 2>/dev/null | cut -d" " -f20)" = "$started" ] && kill -- "-$pid"
    done
    rm -rf -- "$2"' janitor "$1" "$STATE_DIR"
}

# Whether something listens: is_listening tcp|udp PORT
is_listening() { [ -n "$(ss "-Hln${1:0:1}" "sport = :$2")" ]; }

# Who listens on a port so that ADDRESS:PORT cannot be taken: port_holder tcp|udp ADDRESS PORT. Empty if nobody does.
port_holder() {
  local own=$2
  case $own in *:*) own="[$own]" ;; esac
  ss "-Hlnp${1:0:1}" "sport = :$3" | awk -v own="$own" '
    {
      address = $4
      sub(/:[0-9]+$/, "", address)
      sub(/%.*/, "", address)
      if (address != own && address != "0.0.0.0" && address != "*" && address != "[::]") next
      print match($0, /\(\("[^"]*"/) ? substr($0, RSTART + 3, RLENGTH - 4) : "another program"
      exit
    }'
}

# The last line of a file that says something, for quoting another program's own words.
last_words() { awk 'NF { line = $0 } END { print line }' "$1"; }

# The steps use options that only Nmap's nc has, Ncat. Finds it by its own name, because another may be called nc, or as
# nc if that is what it is. Sets NC to it, or fails and sets OTHER_NC to what nc is instead: nothing if there is none.
find_ncat() {
  local words
  # shellcheck disable=SC2034 # the steps use it
  NC=ncat OTHER_NC=
  if command -v ncat >/dev/null; then return 0; fi
  # shellcheck disable=SC2034
  NC=nc
  command -v nc >/dev/null || return 1
  words=$({ timeout 5 nc --version || timeout 5 nc -h; } 2>&1 </dev/null) || true
  case $words in
    # One that says nothing of itself is tried: what it says then is quoted.
    Ncat:* | "") return 0 ;;
    *"OpenBSD netcat"* | *"usage: nc [-46"*) OTHER_NC="OpenBSD's netcat" ;;
    *"GNU Netcat"*) OTHER_NC="GNU's netcat" ;;
    *BusyBox*) OTHER_NC="BusyBox's nc" ;;
    *"connect to somewhere:"*) OTHER_NC="the traditional netcat" ;;
    *) OTHER_NC="another program" ;;
  esac
  OTHER_NC="$OTHER_NC ($(command -v nc))"
  return 1
}

# use_ncat SERVER: sets NC, or ends the step with what is there instead and the remedy.
use_ncat() {
  find_ncat && return
  clear_state
  [ -z "$OTHER_NC" ] ||
    fail "nc on $1 is $OTHER_NC, not Nmap's: install Ncat beside it (package nmap on Huawei Cloud EulerOS 2.0, ncat on Debian and Ubuntu), which is then used by that name"
  fail "$1 has neither nc nor a yum that brings it: install Nmap's (package nmap on Huawei Cloud EulerOS 2.0, ncat on Debian and Ubuntu), or choose an image that has one of them"
}
