#!/usr/bin/env bash
# On a target: the guide's tcpdump, in the background until the last step reads what it saw.
# shellcheck source=prelude.sh
. "${BASH_SOURCE%/*}/prelude.sh"

: "${SELF_NAME:?}" "${SELF_IP:?}" "${LIFETIME:?}"

command -v tcpdump >/dev/null ||
  fail "tcpdump is missing on $SELF_NAME: choose an image that has it, such as Huawei Cloud EulerOS 2.0, or install it"
interface=$(ip -o -4 addr show to "$SELF_IP" | awk '{ print $2; exit }')
[ -n "$interface" ] || fail "no network interface of $SELF_NAME has the address $SELF_IP"

new_state "$LIFETIME"
# Packets as they are, which the last step reads. Without --immediate-mode the kernel would hold them back for up to a
# second, in which the end of the capture could lose them, and without -U tcpdump would. A copy has at most 1510 bytes:
# where a network interface has offloads, the kernel would make room for 64 KiB each, and have it for 32 packets.
start_worker capture timeout "$LIFETIME" tcpdump -i "$interface" -U --immediate-mode -s 2048 -B 8192 -w - udp port 4789
is_capturing() { grep -q '^tcpdump: listening on\|^listening on' "$STATE_DIR/capture.log"; }
is_settled() { is_capturing || worker_ended capture; }
wait_until 10 is_settled || true
is_capturing || {
  words=$(last_words "$STATE_DIR/capture.log")
  clear_state
  fail "tcpdump could not listen on $interface of $SELF_NAME: $words"
}
say "$SELF_NAME: tcpdump -i $interface udp port 4789 -nne"
