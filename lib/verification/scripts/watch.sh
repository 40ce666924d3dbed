#!/usr/bin/env bash
# On a target: watches for copies of traffic that flows anyway, and sends nothing.
# shellcheck source=prelude.sh
. "${BASH_SOURCE%/*}/prelude.sh"

: "${SELF_NAME:?}" "${SELF_IP:?}" "${SELF_GROUP:?}" "${WATCHED:?}" "${WATCH_SECONDS:?}" "${WATCHED_AWK:?}"

command -v tcpdump >/dev/null ||
  fail "tcpdump is missing on $SELF_NAME: choose an image that has it, such as Huawei Cloud EulerOS 2.0, or install it"
interface=$(ip -o -4 addr show to "$SELF_IP" | awk '{ print $2; exit }')
[ -n "$interface" ] || fail "no network interface of $SELF_NAME has the address $SELF_IP"

new_state "$((WATCH_SECONDS + 60))"
trap 'clear_state; remove_uploaded_script' EXIT

# Of the two ends of a flow, only what the plan has found among the sources is in a session.
WATCHED=$(awk -F'|' '$8 != ""' <<<"$WATCHED")

number_of() {
  local a b c d
  IFS=. read -r a b c d <<<"$1"
  say "$(((a << 24) + (b << 16) + (c << 8) + d))"
}
# Of a mirrored packet behind the outer UDP header (8 bytes), VXLAN (8) and the inner Ethernet header (14): protocol,
# addresses and the port of one end. A source port is at 50, a destination port at 52.
inner() {
  local protocol=$1 from=$2 to=$3 port=$4 at=$5 code=6
  case $protocol in udp) code=17 ;; icmp) code=1 ;; esac
  say "udp port 4789 and udp[28:2] = 0x0800 and udp[39] = $code and udp[42:4] = $(number_of "$from") and udp[46:4] = $(number_of "$to")${port:+ and udp[$at:2] = $port}"
}
# Each copy that is watched for has a capture of its own, so that much of one does not hide another. Of a packet the
# headers are enough, and of a busy flow its first packets.
watch() { start_worker "$1" timeout "$((WATCH_SECONDS + 30))" tcpdump -i "$interface" -U --immediate-mode -s 128 -c "$2" -w - "$3"; }

names=()
while IFS='|' read -r name protocol from to port way _; do
  names+=("$name")
  case $way in
    there) watch "$name" 500 "$(inner "$protocol" "$from" "$to" "$port" 52)" ;;
    back) watch "$name" 500 "$(inner "$protocol" "$to" "$from" "$port" 50)" ;;
  esac
done <<<"$WATCHED"
names+=(all)
watch all 500 'udp port 4789'

is_capturing() { grep -q 'listening on' "$STATE_DIR/$1.log"; }
are_settled() {
  local name
  for name in "${names[@]}"; do is_capturing "$name" || worker_ended "$name" || return 1; done
}
wait_until 10 are_settled || true
for name in "${names[@]}"; do
  is_capturing "$name" || {
    words=$(last_words "$STATE_DIR/$name.log")
    fail "tcpdump could not listen on $interface of $SELF_NAME: $words"
  }
done
say "$SELF_NAME: waits up to $WATCH_SECONDS seconds for copies of what flows anyway"

# 0 with what is proven, 1 with why it is not, 3 while that cannot be said yet, 4 while no copy had to be cut.
judge() {
  {
    printf 'T|%s|%s|%s\n' "$SELF_NAME" "$SELF_GROUP" "$WATCH_SECONDS"
    while IFS= read -r line; do printf 'W|%s\n' "$line"; done <<<"$WATCHED"
    for name in "${names[@]}"; do
      printf 'F|%s\n' "$name"
      od -An -v -tx1 <"$STATE_DIR/$name.out"
    done
  } | awk -v is_over="$1" "$WATCHED_AWK"
}
# A longer packet, which has to be cut, may follow at once: without one the proof says less.
patience=$((WATCH_SECONDS < 5 ? WATCH_SECONDS : 5))
begun=$(now)
is_over=false
while :; do
  [ "$(now)" -lt "$((begun + WATCH_SECONDS * 100))" ] || is_over=true
  status=0
  verdict=$(judge "$is_over") || status=$?
  case $status in
    3) ;;
    4) [ "$(now)" -lt "$((begun + patience * 100))" ] || is_over=true ;;
    *) break ;;
  esac
  sleep 0.5
done
[ "$status" = 0 ] || fail "${verdict:-the captures on $SELF_NAME could not be read}"
say "$verdict"
