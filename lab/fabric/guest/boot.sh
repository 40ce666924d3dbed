#!/bin/sh
# Turns this process, already in the guest's namespaces but still on the lab's file system, into the guest's first
# process: mounts the guest's root, makes it the only file system in sight, gives up the capabilities that could reach
# the host, and runs the guest's init.
#
# usage: boot.sh IMAGE SERVER HOSTNAME
#   SERVER  the server's directory, a tmpfs; what the guest writes stays in it over stop and start
set -eu
image=$1
server=$2
hostname=$3

read -r pid _ </proc/self/stat
echo "pid $pid"

disk() { # NAME LOWER TARGET
  mkdir -p "$server/disk/$1" "$server/work/$1"
  mount -t overlay -o "lowerdir=$2,upperdir=$server/disk/$1,workdir=$server/work/$1" overlay "$3"
}

guest=$server/mnt
mkdir -p "$guest"
disk root "$image/root" "$guest"
for tree in "$image"/trees/*; do
  tree=${tree##*/}
  disk "$tree" "$image/trees/$tree:/$tree" "$guest/$tree"
done

cd "$guest"
mount -t proc -o nosuid,nodev,noexec proc proc
echo "$hostname" >proc/sys/kernel/hostname
# What belongs to the machine is read-only; the network's settings are this guest's own and stay writable.
for path in sys sysrq-trigger irq bus fs; do
  [ ! -e "proc/$path" ] || mount --bind "proc/$path" "proc/$path"
done
mount --bind proc/sys/net proc/sys/net
for path in sys sysrq-trigger irq bus fs; do
  [ ! -e "proc/$path" ] || mount -o remount,bind,ro "proc/$path"
done
mount -t sysfs -o ro,nosuid,nodev,noexec sysfs sys
mount -t tmpfs -o "mode=0755,nosuid,nodev,$LAB_GUEST_TMPFS" tmpfs run
mount -t tmpfs -o "mode=0755,nosuid,$LAB_GUEST_TMPFS" tmpfs dev
mknod -m 0666 dev/null c 1 3
mknod -m 0666 dev/zero c 1 5
mknod -m 0666 dev/full c 1 7
mknod -m 0666 dev/random c 1 8
mknod -m 0666 dev/urandom c 1 9
mknod -m 0666 dev/tty c 5 0
mkdir -m 0755 dev/pts
mkdir -m 1777 dev/shm
mount -t devpts -o newinstance,ptmxmode=0666,mode=0620,gid=5 devpts dev/pts
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
ln -s /proc/self/fd/0 dev/stdin
ln -s /proc/self/fd/1 dev/stdout
ln -s /proc/self/fd/2 dev/stderr

# The old root is stacked on the new one and then let go, with every mount of the host below it.
pivot_root . .
umount -l .
cd /
exec setpriv --bounding-set "$LAB_GUEST_CAPABILITIES" env -i \
  PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
  /bin/sh /usr/sbin/lab-guest-init </dev/null
