#!/usr/bin/env bash
# On ECS-target: reads what tcpdump saw and gives the verdict.
# shellcheck source=prelude.sh
. "${BASH_SOURCE%/*}/prelude.sh"

: "${TARGET_NAME:?}" "${TARGET_IP:?}" "${TARGET_GROUP:?}" "${SOURCE_NAME:?}" "${SOURCE_IP:?}" "${TEST_NAME:?}" "${TEST_IP:?}"
: "${SESSION_NAME:?}" "${FILTER_NAME:?}" "${PORT:?}" "${CONTROL_PORT:?}" "${VNI:?}" "${PACKET_LENGTH:?}"
: "${NONCE:?}" "${LIKELY_CAUSE:?}" "${CONTROLS:?}" "${ONLY_THIS_FLOW:?}" "${VERDICT_AWK:?}"

[ -e "$STATE_DIR/capture.out" ] ||
  fail "the capture on $TARGET_NAME is gone: its time was up, or another run of the verification ended it; deploy again"

# A copy of the last packet closes the capture: whatever was mirrored before it has arrived by then.
last_seen() { grep -qs -- "${NONCE}p4" "$STATE_DIR/capture.out"; }
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

status=0
verdict=$(awk -v early="$early" -v words="$words" \
  -v target_name="$TARGET_NAME" -v target_ip="$TARGET_IP" -v target_group="$TARGET_GROUP" \
  -v source_name="$SOURCE_NAME" -v source_ip="$SOURCE_IP" -v test_name="$TEST_NAME" -v test_ip="$TEST_IP" \
  -v session="$SESSION_NAME" -v filter="$FILTER_NAME" -v port="$PORT" -v control_port="$CONTROL_PORT" \
  -v vni="$VNI" -v packet_length="$PACKET_LENGTH" -v nonce="$NONCE" -v likely_cause="$LIKELY_CAUSE" \
  -v controls="$CONTROLS" -v only_this_flow="$ONLY_THIS_FLOW" \
  "$VERDICT_AWK" "$STATE_DIR/capture.out") || status=$?
clear_state
[ "$status" = 0 ] || fail "${verdict:-the capture on $TARGET_NAME could not be read}"
say "$verdict"
