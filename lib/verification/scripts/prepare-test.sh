#!/usr/bin/env bash
# On the way in: do the other servers answer, nc, and a way to it for those that have none of their own.
# shellcheck source=prelude.sh
. "${BASH_SOURCE%/*}/prelude.sh"

: "${SELF_NAME:?}" "${SELF_IP:?}" "${LOGIN_USER:?}" "${PEERS:?}" "${PEER_NAMES:?}" "${EIP_NAME?}"
: "${NEEDS_NC:?}" "${INSTALL:?}" "${PROXY_FOR?}" "${PROXY_NAMES?}" "${PROXY_PORT?}" "${PROXY_SETTING?}"
: "${CONNECT_TIMEOUT:?}" "${INSTALL_TIMEOUT:?}" "${UPDATE_PACKAGES:?}" "${LIFETIME:?}"

# The setting with which the sshd of this server would refuse to forward to a server, or nothing. It says so only after
# Terraform has logged in here, and Terraform would go on trying until its time is up.
refused_forwarding() {
  local sshd client=${SSH_CONNECTION:-127.0.0.1}
  sshd=$(PATH="$PATH:/usr/sbin:/sbin" command -v sshd) || return 0
  "$sshd" -T -C "user=$LOGIN_USER,host=${client%% *},addr=${client%% *}" 2>/dev/null |
    awk -v peers="$(cut -d'|' -f2 <<<"$PEERS" | tr '\n' ' ')" '
      function allows_all(list, count, p, i, allowed) {
        count = split(peers, list, " ")
        for (p = 1; p <= count; p++) {
          allowed = 0
          for (i = 2; i <= NF; i++) if ($i == "any" || $i == list[p] ":22" || $i == list[p] ":*" || $i == "*:22") allowed = 1
          if (!allowed) return 0
        }
        return 1
      }
      $1 == "disableforwarding" && $2 == "yes" { print "DisableForwarding yes"; exit }
      $1 == "allowtcpforwarding" && $2 !~ /^(yes|all|local)$/ { print "AllowTcpForwarding " $2; exit }
      $1 == "permitopen" && !allows_all() { sub(/^[^ ]+/, "PermitOpen"); print; exit }'
}
setting=$(refused_forwarding) || true
[ -z "$setting" ] ||
  fail "the sshd of $SELF_NAME has \"$setting\", but Terraform logs in to $PEER_NAMES through it: set AllowTcpForwarding to yes there, such as in /etc/ssh/sshd_config, and reload sshd"

# shellcheck disable=SC2016 # the inner shell expands it
answers_ssh() { ssh_words=$(timeout 3 bash -c 'exec 3<>"/dev/tcp/$1/22"' bash "$1" 2>&1); }

say "$SELF_NAME: waiting for $PEER_NAMES to answer on TCP 22"
check_server() {
  ssh_words=
  if wait_until "$CONNECT_TIMEOUT" answers_ssh "$2"; then return; fi
  case $ssh_words in
    *refused*) fail "$1 ($2) refuses TCP 22 from $SELF_NAME ($SELF_IP), as no security group would: is its sshd running, and does its own firewall (firewalld, nftables) allow SSH" ;;
  esac
  [ -z "$4" ] ||
    fail "$1 ($2) does not answer on TCP 22 from $SELF_NAME ($SELF_IP): is $1 running, does security group $3 allow SSH from $SELF_IP/32, and are $4 still there"
  fail "$1 ($2) does not answer on TCP 22 from $SELF_NAME ($SELF_IP): is $1 running, and does security group $3 allow SSH from $SELF_IP/32"
}
while IFS='|' read -r name address group way <&4; do check_server "$name" "$address" "$group" "$way"; done 4<<<"$PEERS"
[ "$NEEDS_NC" = true ] || exit 0

new_state "$LIFETIME"

run_yum() {
  say "$SELF_NAME: yum $*"
  timeout "$INSTALL_TIMEOUT" yum -y "$@" >"$STATE_DIR/yum.out" 2>&1 || {
    words=$(last_words "$STATE_DIR/yum.out")
    clear_state
    fail "nc could not be installed on $SELF_NAME: yum $* says \"$words\"; the way out is $EIP_NAME, which must be bound to $SELF_NAME, and security group rules must allow outbound traffic"
  }
}
[ "$UPDATE_PACKAGES" = false ] || run_yum update
if [ "$INSTALL" = true ] && ! find_ncat && [ -z "$OTHER_NC" ] && command -v yum >/dev/null; then run_yum install nc; fi
use_ncat "$SELF_NAME"
say "$SELF_NAME: nc is $(command -v "$NC")"

[ -n "$PROXY_FOR" ] || {
  clear_state
  exit 0
}
# The others have no EIP: they install nc through this proxy, which serves nobody else and ends before traffic is sent.
holder=$(port_holder tcp "$SELF_IP" "$PROXY_PORT")
[ -z "$holder" ] || {
  clear_state
  fail "TCP port $PROXY_PORT of $SELF_NAME, for the HTTP proxy of $PROXY_NAMES, is taken by $holder: end it, or choose another $PROXY_SETTING"
}
start_worker proxy timeout "$LIFETIME" "$NC" -l -k --proxy-type http --allow "$PROXY_FOR" "$SELF_IP" "$PROXY_PORT"
is_settled() { is_listening tcp "$PROXY_PORT" || worker_ended proxy; }
wait_until 10 is_settled || true
is_listening tcp "$PROXY_PORT" || {
  words=$(last_words "$STATE_DIR/proxy.log")
  clear_state
  fail "the HTTP proxy for $PROXY_NAMES could not be started on $SELF_NAME ($SELF_IP:$PROXY_PORT): $words"
}
say "$SELF_NAME: HTTP proxy for $PROXY_NAMES on $SELF_IP:$PROXY_PORT"
