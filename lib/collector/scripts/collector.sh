#!/usr/bin/env bash
# mirror-collector: takes mirrored packets out of VXLAN and keeps the last of them, a device and a ring of files for each VNI.
# A deploy puts it on a mirror target as /usr/local/sbin/mirror-collector, and takes it away.
#
# usage: mirror-collector install <SESSIONS   replaces what an earlier install has made; keeps rings of the same size
#        mirror-collector remove              leaves nothing, captured packets included
#        mirror-collector start | stop        where there is no systemd
#        mirror-collector run | clear         the service itself, until it is told to end; its devices, if it was killed
#        mirror-collector file VNI            where the packets of a VNI are: the beginning of its files' names
#
# SESSIONS: `address ADDRESS` of the network interface at which copies arrive, `ring FILES MEBIBYTES`, and a line
# `session VNI NAME` for each mirror session.
set -euo pipefail
export LC_ALL=C
# What starts it at boot may know fewer folders.
PATH=${PATH:-/usr/bin:/bin}:/usr/local/sbin:/usr/sbin:/sbin
# What it keeps is other people's traffic.
umask 077

# A test has its own root.
ROOT=${COLLECTOR_ROOT:-}
PROGRAM=$ROOT/usr/local/sbin/mirror-collector
SESSIONS=$ROOT/etc/mirror-collector.conf
UNIT=$ROOT/etc/systemd/system/mirror-collector.service
RINGS=$ROOT/var/lib/mirror-collector
STATE=$ROOT/run/mirror-collector
DEVICES=$ROOT/sys/class/net
# What a device is known by as one of ours; the session's name stands behind it.
ALIAS='mirror-collector: '
BOOT_LINE='/usr/local/sbin/mirror-collector start # mirror-collector'
# The longest copy that a session can make: packet length is at most 1460.
LONGEST=1460

say() { printf '%s\n' "$*"; }
fail() {
  printf 'FAILED: %s\n' "$*" >&2
  exit 1
}
# The service's own last words, for whoever waits for it to start.
complain() {
  say "$*" >"$STATE/complaint"
  say "$*" >&2
  exit 1
}
now() {
  local up
  read -r up _ </proc/uptime
  say "$((10#${up/./}))"
}
wait_until() {
  local deadline=$(($(now) + $1 * 100))
  shift
  until "$@"; do
    [ "$(now)" -lt "$deadline" ] || return 1
    sleep 0.05
  done
}
last_words() { awk 'NF { line = $0 } END { print line }' "$@" 2>/dev/null || true; }
has_systemd() { [ -d "$ROOT/run/systemd/system" ]; }

# value KEY: what stands behind it in the sessions' file.
value() { sed -n "s/^$1 //p" "$SESSIONS"; }
# Linux takes 15 bytes. The VNI, which makes a name unique, is always whole; the session's own name is cut before it, and
# stands whole in the device's alias.
device_of() {
  local vni=$1 name=${2//[^A-Za-z0-9_.-]/}
  # No option of ip, no hidden file.
  name=${name#"${name%%[!-.]*}"}
  name=${name:0:$((14 - ${#vni}))}
  say "${name:-mirror}-$vni"
}
# `VNI DEVICE NAME` of each VNI: sessions that share one cannot be told apart, and have one device.
rings() {
  local vni name seen=' '
  value session | while read -r vni name; do
    case $seen in *" $vni "*) continue ;; esac
    seen="$seen$vni "
    say "$vni $(device_of "$vni" "$name") $name"
  done
}
interface_of() { ip -o -4 addr show to "$1" | awk '{ print $2; exit }'; }

make_device() {
  local device=$1 vni=$2 name=$3 interface=$4 address=$5 words
  # It never sends, so it learns nothing of others, asks for nobody and has no address.
  words=$(ip link add "$device" type vxlan id "$vni" dstport 4789 dev "$interface" local "$address" nolearning 2>&1 &&
    ip link set "$device" alias "$ALIAS$name" 2>&1 &&
    ip link set "$device" addrgenmode none arp off up 2>&1) ||
    complain "the device $device for VNI $vni could not be made: ${words##*$'\n'}; another VXLAN device of that VNI, or a program on UDP 4789, may be there already"
}
remove_devices() {
  local path
  for path in "$DEVICES"/*; do
    case $(cat "$path/ifalias" 2>/dev/null) in "$ALIAS"*) ip link delete "${path##*/}" || true ;; esac
  done
}

end_run() {
  local pids
  pids=$(jobs -p)
  # shellcheck disable=SC2086 # a list
  [ -z "$pids" ] || kill $pids 2>/dev/null || true
  wait || true
  remove_devices
}
run() {
  local address interface files mebibytes vni device name user=()
  mkdir -p "$STATE" "$RINGS"
  rm -f "$STATE"/*.log "$STATE/complaint"
  address=$(value address)
  read -r files mebibytes <<<"$(value ring)"
  interface=$(interface_of "$address")
  [ -n "$interface" ] || complain "no network interface has the address $address, to which the copies are sent"
  # Some builds of tcpdump become another user, who could not write here.
  case $(tcpdump --help 2>&1) in *'-Z user'*) user=(-Z root) ;; esac
  remove_devices
  trap end_run EXIT
  trap 'exit 0' TERM INT HUP
  while read -r vni device name; do
    make_device "$device" "$vni" "$name" "$interface" "$address"
    # A million bytes and a packet are less than a mebibyte, so no file is longer than that many mebibytes.
    tcpdump -i "$device" -n -U -s "$LONGEST" "${user[@]}" -C "$mebibytes" -W "$files" -w "$RINGS/$device.pcap" \
      </dev/null >/dev/null 2>"$STATE/$device.log" &
  done <<<"$(rings)"
  wait -n || true
  complain "a capture has ended: $(last_words "$STATE"/*.log)"
}

# Without systemd: a shell that runs the service again when it has ended.
supervise() {
  mkdir -p "$STATE"
  say "$$ $(start_time $$)" >"$STATE/pid"
  # Whoever stops it tells the whole process group.
  trap 'exit 0' TERM INT
  while :; do
    "$PROGRAM" run &
    wait || true
    sleep 5 &
    wait || true
  done
}
# The start time of a process tells it from a later one that got the same number.
start_time() {
  local stat
  { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 0
  # shellcheck disable=SC2086 # its fields
  set -- ${stat##*) }
  say "${20}"
}
group_ended() { ! kill -0 -- "-$1" 2>/dev/null; }
start() {
  stop
  (trap '' HUP && exec setsid "$PROGRAM" supervise </dev/null >/dev/null 2>&1) &
}
stop() {
  local pid started
  if { read -r pid started <"$STATE/pid"; } 2>/dev/null && [ "$(start_time "$pid")" = "$started" ]; then
    kill -TERM -- "-$pid" 2>/dev/null || true
    wait_until 10 group_ended "$pid" || kill -KILL -- "-$pid" 2>/dev/null || true
  fi
  remove_devices
  rm -rf -- "$STATE"
}

unit() {
  cat <<'UNIT'
[Unit]
Description=Keeps a ring of mirrored packets, taken out of VXLAN
Wants=network-online.target
After=network-online.target

[Service]
ExecStart=/usr/local/sbin/mirror-collector run
ExecStopPost=/usr/local/sbin/mirror-collector clear
Restart=always
RestartSec=5

[Install]
WantedBy=multi-user.target
UNIT
}
boot_file() {
  local file
  for file in "$ROOT/etc/rc.d/rc.local" "$ROOT/etc/rc.local"; do
    if [ -e "$file" ]; then break; fi
  done
  say "$file"
}
enable_service() {
  local file
  if has_systemd; then
    unit >"$UNIT"
    chmod 0644 "$UNIT"
    systemctl daemon-reload
    systemctl enable --quiet mirror-collector.service
    systemctl restart mirror-collector.service
    return
  fi
  file=$(boot_file)
  [ -s "$file" ] || printf '#!/bin/sh\n# made for mirror-collector\n' >"$file"
  # Behind the first line, because the last may be an exit.
  grep -qxF "$BOOT_LINE" "$file" || sed -i "1a $BOOT_LINE" "$file"
  chmod +x "$file"
  start
}
disable_service() {
  local file
  if has_systemd && [ -e "$UNIT" ]; then
    systemctl disable --quiet --now mirror-collector.service || true
    rm -f "$UNIT"
    systemctl daemon-reload
  fi
  stop
  file=$(boot_file)
  if [ -e "$file" ]; then
    sed -i "\\:^$BOOT_LINE\$:d" "$file"
    [ "$(cat "$file")" != $'#!/bin/sh\n# made for mirror-collector' ] || rm -f "$file"
  fi
}

# What an earlier ring has that the new one would not overwrite: all, when its size is another, or its session is gone.
clear_rings() {
  local old=$1 file kept
  kept=" $(rings | awk '{ printf "%s ", $2 }')"
  for file in "$RINGS"/*.pcap*; do
    [ -e "$file" ] || continue
    file=${file##*/}
    if [ "$old" = "$(value ring)" ]; then case $kept in *" ${file%.pcap*} "*) continue ;; esac fi
    rm -f "$RINGS/$file"
  done
}
is_capturing() {
  local device
  while read -r _ device _; do
    grep -qs 'listening on' "$STATE/$device.log" || return 1
  done <<<"$(rings)"
}
is_settled() { is_capturing || [ -s "$STATE/complaint" ]; }
install() {
  local wanted address files mebibytes needed there old=
  wanted=$(cat)
  address=$(sed -n 's/^address //p' <<<"$wanted")
  read -r files mebibytes <<<"$(sed -n 's/^ring //p' <<<"$wanted")"
  command -v tcpdump >/dev/null || fail "tcpdump is missing on $SELF_NAME, with which its collector keeps the copies: install it"
  [ -n "$(interface_of "$address")" ] || fail "no network interface of $SELF_NAME has the address $address, to which its collector listens"
  mkdir -p "$RINGS"
  needed=$((files * mebibytes * $(sed -n 's/^session \([0-9]*\) .*/\1/p' <<<"$wanted" | sort -u | wc -l)))
  there=$(($(df -Pk "$RINGS" | awk 'END { print $4 }') / 1024 + $(du -sk "$RINGS" | cut -f1) / 1024))
  if [ "$there" -lt "$needed" ]; then
    rmdir "$RINGS" 2>/dev/null || true
    fail "the ring of $SELF_NAME's collector takes $needed MiB, and its disk has $there MiB: choose fewer or smaller files (collector.files, collector.fileMib)"
  fi
  if [ -e "$SESSIONS" ]; then old=$(value ring); fi
  disable_service
  mkdir -p "${PROGRAM%/*}"
  # In one step: it may be running.
  cat "$0" >"$PROGRAM.new"
  chmod 0755 "$PROGRAM.new"
  mv "$PROGRAM.new" "$PROGRAM"
  say "$wanted" >"$SESSIONS"
  clear_rings "$old"
  mkdir -p "$STATE"
  enable_service
  wait_until 10 is_settled || true
  is_capturing || {
    words=$(cat "$STATE/complaint" 2>/dev/null || last_words "$STATE"/*.log)
    disable_service
    rm -f "$PROGRAM" "$SESSIONS"
    rmdir "$RINGS" 2>/dev/null || true
    fail "the collector of $SELF_NAME does not start: ${words:-it gave no reason}"
  }
  rings | while read -r _ device name; do
    say "$SELF_NAME: collector: $name on $device, the last $files x $mebibytes MiB in $RINGS/$device.pcap*"
  done
}
remove() {
  disable_service
  rm -rf -- "$RINGS" "$SESSIONS" "$PROGRAM"
  say "${SELF_NAME:-this server}: collector: removed, with all that it had kept"
}

case ${1-} in
  install | remove | run | start | stop | supervise) "$1" ;;
  clear) remove_devices ;;
  file) rings | awk -v vni="${2-}" -v rings="$RINGS" '$1 == vni { print rings "/" $2 ".pcap" }' ;;
  *)
    say 'usage: mirror-collector install|remove|start|stop|run|clear|file VNI' >&2
    exit 2
    ;;
esac
