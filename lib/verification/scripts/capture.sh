#!/usr/bin/env bash
# On ECS-target: the guide's tcpdump, in the background until the last step reads what it saw.
# shellcheck source=prelude.sh
. "${BASH_SOURCE%/*}/prelude.sh"

: "${TARGET_NAME:?}" "${TARGET_IP:?}" "${LIFETIME:?}"

command -v tcpdump >/dev/null ||
  fail "tcpdump is missing on $TARGET_NAME: choose an image that has it, such as Huawei Cloud EulerOS 2.0, or install it"
interface=$(ip -o -4 addr show to "$TARGET_IP" | awk '{ print $2; exit }')
[ -n "$interface" ] || fail "no network interface of $TARGET_NAME has the address $TARGET_IP"

new_state "$LIFETIME"
# -A shows the nonce, and without --immediate-mode the kernel would hold packets back for up to a second, in which the end
# of the capture could lose them; the rest is the guide's: tcpdump -i eth0 udp port 4789 -nne
start_worker capture timeout "$LIFETIME" tcpdump -i "$interface" -nne -l -A --immediate-mode udp port 4789
is_capturing() { grep -q '^tcpdump: listening on\|^listening on' "$STATE_DIR/capture.log"; }
is_settled() { is_capturing || worker_ended capture; }
wait_until 10 is_settled || true
is_capturing || {
  words=$(last_words "$STATE_DIR/capture.log")
  clear_state
  fail "tcpdump could not listen on $interface of $TARGET_NAME: $words"
}
say "$TARGET_NAME: tcpdump -i $interface udp port 4789 -nne"
