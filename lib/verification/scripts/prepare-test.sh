#!/usr/bin/env bash
# On ECS-test: is everything there that the verification needs, nc, and a way to it for ECS-source.
# shellcheck source=prelude.sh
. "${BASH_SOURCE%/*}/prelude.sh"

: "${TEST_NAME:?}" "${TEST_IP:?}" "${SOURCE_NAME:?}" "${SOURCE_IP:?}" "${TARGET_NAME:?}" "${TARGET_IP:?}"
: "${SOURCE_GROUP:?}" "${TARGET_GROUP:?}" "${EIP_NAME:?}" "${PROXY_PORT:?}"
: "${CONNECT_TIMEOUT:?}" "${INSTALL_TIMEOUT:?}" "${UPDATE_PACKAGES:?}" "${LIFETIME:?}"

# The setting with which the sshd of this server would refuse to forward to a server, or nothing. It says so only after
# Terraform has logged in here, and Terraform would go on trying until its time is up.
refused_forwarding() {
  local sshd client=${SSH_CONNECTION:-127.0.0.1}
  sshd=$(PATH="$PATH:/usr/sbin:/sbin" command -v sshd) || return 0
  "$sshd" -T -C "user=root,host=${client%% *},addr=${client%% *}" 2>/dev/null |
    awk -v source="$SOURCE_IP:22" -v target="$TARGET_IP:22" '
      function allows(wanted, i, host) {
        host = wanted
        sub(/:22$/, "", host)
        for (i = 2; i <= NF; i++) if ($i == "any" || $i == wanted || $i == host ":*" || $i == "*:22") return 1
        return 0
      }
      $1 == "disableforwarding" && $2 == "yes" { print "DisableForwarding yes"; exit }
      $1 == "allowtcpforwarding" && $2 !~ /^(yes|all|local)$/ { print "AllowTcpForwarding " $2; exit }
      $1 == "permitopen" && !(allows(source) && allows(target)) { sub(/^[^ ]+/, "PermitOpen"); print; exit }'
}
setting=$(refused_forwarding) || true
[ -z "$setting" ] ||
  fail "the sshd of $TEST_NAME has \"$setting\", but Terraform logs in to $SOURCE_NAME and $TARGET_NAME through it: set AllowTcpForwarding to yes there, such as in /etc/ssh/sshd_config, and reload sshd"

# shellcheck disable=SC2016 # the inner shell expands it
answers_ssh() { ssh_words=$(timeout 3 bash -c 'exec 3<>"/dev/tcp/$1/22"' bash "$1" 2>&1); }

say "$TEST_NAME: waiting for $SOURCE_NAME and $TARGET_NAME to answer on TCP 22"
check_server() {
  ssh_words=
  if wait_until "$CONNECT_TIMEOUT" answers_ssh "$2"; then return; fi
  case $ssh_words in
    *refused*) fail "$1 ($2) refuses TCP 22 from $TEST_NAME ($TEST_IP), as no security group would: is its sshd running, and does its own firewall (firewalld, nftables) allow SSH" ;;
  esac
  fail "$1 ($2) does not answer on TCP 22 from $TEST_NAME ($TEST_IP): is $1 running, and does security group $3 allow SSH from $TEST_IP/32"
}
check_server "$SOURCE_NAME" "$SOURCE_IP" "$SOURCE_GROUP"
check_server "$TARGET_NAME" "$TARGET_IP" "$TARGET_GROUP"

new_state "$LIFETIME"

run_yum() {
  say "$TEST_NAME: yum $*"
  timeout "$INSTALL_TIMEOUT" yum -y "$@" >"$STATE_DIR/yum.out" 2>&1 || {
    words=$(last_words "$STATE_DIR/yum.out")
    clear_state
    fail "nc could not be installed on $TEST_NAME: yum $* says \"$words\"; the way out is $EIP_NAME, which must be bound to $TEST_NAME, and security group rules must allow outbound traffic"
  }
}
[ "$UPDATE_PACKAGES" = false ] || run_yum update
if ! find_ncat && [ -z "$OTHER_NC" ] && command -v yum >/dev/null; then run_yum install nc; fi
use_ncat "$TEST_NAME"
say "$TEST_NAME: nc is $(command -v "$NC")"

# ECS-source has no EIP: it installs nc through this proxy, which serves nobody else and ends before traffic is sent.
holder=$(port_holder tcp "$TEST_IP" "$PROXY_PORT")
[ -z "$holder" ] || {
  clear_state
  fail "TCP port $PROXY_PORT of $TEST_NAME, for the HTTP proxy of $SOURCE_NAME, is taken by $holder: end it, or choose another verification.proxyPort"
}
start_worker proxy timeout "$LIFETIME" "$NC" -l -k --proxy-type http --allow "$SOURCE_IP" "$TEST_IP" "$PROXY_PORT"
is_settled() { is_listening tcp "$PROXY_PORT" || worker_ended proxy; }
wait_until 10 is_settled || true
is_listening tcp "$PROXY_PORT" || {
  words=$(last_words "$STATE_DIR/proxy.log")
  clear_state
  fail "the HTTP proxy for $SOURCE_NAME could not be started on $TEST_NAME ($TEST_IP:$PROXY_PORT): $words"
}
say "$TEST_NAME: HTTP proxy for $SOURCE_NAME on $TEST_IP:$PROXY_PORT"
