#!/bin/sh
# Builds the guests' image on the lab's tmpfs: a root directory with an /etc of its own, and for each directory with
# programs a layer that hides what an ECS image does not have. Of the host only programs and libraries are shown, and
# of its /etc only what is named below, so that neither a secret nor a user's file can be seen in a guest.
#
# usage: image.sh FILES IMAGE [HIDDEN...]
#   FILES   the directory of this script
#   IMAGE   empty directory to build in
#   HIDDEN  absolute paths that a guest must not see although they are below a directory with programs
set -eu
umask 022
files=$1
image=$2
shift 2

root=$image/root
mkdir -p "$root" "$image/trees"
cd "$root"
mkdir -p dev proc sys run etc/ssh etc/profile.d etc/yum.repos.d home mnt opt srv media \
  var/lib/cloud/instance var/lib/rpm var/cache var/log var/spool/mail var/tmp
install -d -m 0700 root root/.ssh var/empty
install -d -m 1777 tmp
chmod 1777 var/tmp
# Where sshd keeps the times of logins: without the file it complains at each of them, to the one who logs in.
: >var/log/lastlog
ln -s ../run var/run

# Directories with programs: overlays when they are directories, the same symbolic links when they are links.
for tree in usr bin sbin lib lib32 lib64 libx32; do
  if [ -L "/$tree" ]; then
    ln -s "$(readlink "/$tree")" "$tree"
  elif [ -d "/$tree" ]; then
    mkdir -p "$tree" "$image/trees/$tree"
  fi
done

hide() {
  tree=${1#/}
  tree=${tree%%/*}
  if [ -d "$image/trees/$tree" ] && [ -e "$1" ] && [ ! -e "$image/trees$1" ]; then
    mkdir -p "$image/trees${1%/*}"
    mknod "$image/trees$1" c 0 0
  fi
}
for hidden in "$@"; do
  hide "$hidden"
done
for bin in /usr/bin /bin /usr/local/bin; do
  for program in nc ncat netcat nc.openbsd nc.traditional nmap; do
    # A link can dangle, which -e does not see.
    if [ -L "$bin/$program" ] && [ ! -e "$bin/$program" ]; then
      continue
    fi
    hide "$bin/$program"
  done
done

# No certificates of authorities: nobody can be reached by TLS whom one has certified, and Ncat reads them all, twice, each
# time that it starts, which takes ten times as long as all else that it does.
for entry in alternatives ld.so.cache ld.so.conf ld.so.conf.d localtime timezone protocols services rpc ethertypes \
  terminfo login.defs inputrc mime.types ssl/openssl.cnf; do
  if [ -e "/etc/$entry" ]; then
    mkdir -p "$(dirname "etc/$entry")"
    cp -a "/etc/$entry" "etc/$entry"
  fi
done
rm -f etc/alternatives/nc etc/alternatives/netcat

cat >etc/passwd <<'EOF'
root:x:0:0:root:/root:/bin/bash
bin:x:1:1:bin:/bin:/sbin/nologin
daemon:x:2:2:daemon:/sbin:/sbin/nologin
nobody:x:65534:65534:nobody:/:/sbin/nologin
tcpdump:x:72:72::/:/sbin/nologin
sshd:x:74:74:privilege-separated SSH:/var/empty:/sbin/nologin
EOF
cat >etc/group <<'EOF'
root:x:0:
bin:x:1:
daemon:x:2:
tty:x:5:
nobody:x:65534:
nogroup:x:65533:
tcpdump:x:72:
sshd:x:74:
EOF
# No password opens anything; "*" (unlike "!") still lets a key in.
sed 's/:.*/:*:19000:0:99999:7:::/' etc/passwd >etc/shadow
chmod 0600 etc/shadow
printf 'hosts: files\npasswd: files\ngroup: files\nshadow: files\nservices: files\nprotocols: files\n' >etc/nsswitch.conf
printf '# The lab has no name server; names are in /etc/hosts.\n' >etc/resolv.conf
cat >etc/os-release <<'EOF'
NAME="Huawei Cloud EulerOS"
VERSION="2.0 (lab guest)"
ID="hce"
VERSION_ID="2.0"
PRETTY_NAME="Huawei Cloud EulerOS 2.0 (lab guest)"
EOF
cat >etc/profile <<'EOF'
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
[ -z "${BASH_VERSION-}" ] || PS1='[\u@\h \W]\$ '
EOF
cp etc/profile root/.bashrc
cp etc/profile root/.bash_profile
cp etc/profile root/.profile

install -m 0600 "$files/sshd_config" etc/ssh/sshd_config
install -m 0644 "$files/repos.conf" etc/yum.repos.d/hce.repo
mkdir -p "$image/trees/usr/bin" "$image/trees/usr/sbin"
install -m 0755 "$files/yum.sh" "$image/trees/usr/bin/yum"
install -m 0755 "$files/sudo.sh" "$image/trees/usr/bin/sudo"
install -m 0755 "$files/init.sh" "$image/trees/usr/sbin/lab-guest-init"
