#!/bin/sh
# First process of a guest: makes the host key, runs the user data once, keeps sshd running, reaps orphans. Prints
# "ready" when sshd greets on port 22, and until then what it complains of; how long that may take, the owner decides.
set -u
umask 022
hostname=$(cat /proc/sys/kernel/hostname)
first=/var/lib/cloud/instance/first-boot-done
data=/var/lib/cloud/instance/user-data.txt

mkdir -p /run/sshd /run/lock
first_boot=no
if [ ! -e "$first" ]; then
  first_boot=yes
  echo "$hostname" >/etc/hostname
  printf '127.0.0.1 localhost %s\n::1 localhost\n' "$hostname" >/etc/hosts
  cat /var/lib/cloud/instance/hosts >>/etc/hosts 2>/dev/null
  # Before the user data: it runs once at most, as with cloud-init, also when the server is stopped meanwhile.
  touch "$first"
fi
[ -e /etc/ssh/ssh_host_ed25519_key ] ||
  ssh-keygen -q -t ed25519 -N '' -C "root@$hostname" -f /etc/ssh/ssh_host_ed25519_key

greets() {
  # shellcheck disable=SC2016 # the inner shell expands it
  bash -c 'exec 3<>/dev/tcp/127.0.0.1/22 && read -r -t 2 -u 3 greeting && [ "${greeting#SSH-2.0}" != "$greeting" ]' 2>&-
}

announce() {
  said=
  until greets; do
    complaint=$(tail -n 1 /var/log/secure 2>/dev/null)
    if [ "$complaint" != "$said" ]; then
      said=$complaint
      echo "sshd: $said"
    fi
    sleep 0.02
  done
  echo ready
}

user_data() {
  if [ ! -s "$data" ]; then
    return
  fi
  if [ "$(head -c 2 "$data")" = '#!' ]; then
    chmod 0700 "$data"
    "$data"
    echo "user data ended with status $?"
  else
    echo 'user data is not a script that begins with #!, so it was not run'
  fi
}

# As an image without systemd does, at each boot.
boot_commands() {
  for commands in /etc/rc.d/rc.local /etc/rc.local; do
    if [ -x "$commands" ]; then
      "$commands"
      return
    fi
  done
}

(announce; exec >/dev/null 2>&1)  &
exec >>/var/log/boot.log 2>&1
if [ "$first_boot" = yes ]; then
  user_data >>/var/log/cloud-init-output.log 2>&1 </dev/null &
else
  echo 'not the first boot: user data is not run again'
fi
boot_commands </dev/null &

while :; do
  /usr/sbin/sshd -D -e >>/var/log/secure 2>&1 </dev/null &
  # Waiting for any one child reaps every process that the guest orphans.
  wait "$!"
  sleep 0.2
done
