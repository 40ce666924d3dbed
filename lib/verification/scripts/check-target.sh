#!/usr/bin/env bash
# On a target: reads what tcpdump saw and gives the verdict.
# shellcheck source=prelude.sh
. "${BASH_SOURCE%/*}/prelude.sh"

: "${SELF_NAME:?}" "${NONCE:?}" "${PLAN:?}" "${LAST_MARKS?}" "${VERDICT_AWK:?}" "${EVIDENCE_AWK:?}"

[ -e "$STATE_DIR/capture.out" ] ||
  fail "the capture on $SELF_NAME is gone: its time was up, or another run of the verification ended it; deploy again"

# Copies of the last packets close the capture: whatever was mirrored before them has arrived by then.
last_seen() {
  local mark
  for mark in $LAST_MARKS; do grep -aqs -- "$NONCE$mark" "$STATE_DIR/capture.out" || return 1; done
}
ended() { worker_ended capture; }
last_seen_or_ended() { last_seen || ended; }
# A little longer, for what the fabric may have put out of order: a second since the last packet was sent. When its copy is
# here at once, most of that has gone into the two logins since.
settle=1
if last_seen; then settle=0.3; fi
wait_until "${ARRIVAL_SECONDS:-10}" last_seen_or_ended || true
early=false
if ended; then early=true; fi
sleep "${SETTLE_SECONDS:-$settle}"
stop_worker capture INT
words=$(last_words "$STATE_DIR/capture.log")

printf '%s\n' "$PLAN" >"$STATE_DIR/plan"
# -A shows the nonce; the rest is the guide's: tcpdump -i eth0 udp port 4789 -nne. What was ended within a packet is no loss.
tcpdump -nne -A -r - udp port 4789 <"$STATE_DIR/capture.out" >"$STATE_DIR/capture.txt" 2>"$STATE_DIR/read.log" || true

# The packets that prove it, for whoever keeps a report: a file for Wireshark, between two lines that mark it.
evidence() {
  local escapes file=$STATE_DIR/evidence.pcap
  # A busy mirror's capture may be long, and the servers are small.
  escapes=$(head -c 4194304 "$STATE_DIR/capture.out" | od -An -v -tx1 | awk -v nonce="$NONCE" "$EVIDENCE_AWK" "$STATE_DIR/plan" -) || return 0
  # shellcheck disable=SC2059 # these are escapes
  printf "$escapes" >"$file"
  say "BEGIN EVIDENCE $SELF_NAME $NONCE pcap sha256:$(sha256sum <"$file" | cut -d' ' -f1)"
  base64 -w 76 "$file"
  say "END EVIDENCE $SELF_NAME $NONCE"
}

status=0
verdict=$(awk -v early="$early" -v words="$words" -v nonce="$NONCE" "$VERDICT_AWK" "$STATE_DIR/plan" "$STATE_DIR/capture.txt") || status=$?
[ "$status" != 0 ] || verdict="$verdict
$(evidence)"
clear_state
[ "$status" = 0 ] || fail "${verdict:-the capture on $SELF_NAME could not be read}"
say "$verdict"
