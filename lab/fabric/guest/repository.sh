#!/bin/sh
# Makes the package repository of the lab's Internet from programs of the host: per package an archive, and one index
# per repository with a line for each package: name, version, architecture, archive, size, installed size, SHA-256, and
# the names that it can be installed by.
#
# usage: repository.sh DIRECTORY NCAT
#   NCAT  the program of the Debian package ncat, which is Nmap's nc as in Huawei Cloud EulerOS
set -eu
umask 022
repository=$1
ncat=$2

stage=$repository/stage
mkdir -p "$stage/usr/bin" "$repository/hce/2.0/base/packages" "$repository/hce/2.0/updates"
: >"$repository/hce/2.0/base/packages.tsv"
: >"$repository/hce/2.0/updates/packages.tsv"

cp -L "$ncat" "$stage/usr/bin/ncat"
ln -s ncat "$stage/usr/bin/nc"

archive=packages/nmap-7.92-2.r4.hce2.x86_64.tar.gz
tar -C "$stage" --owner=0 --group=0 --numeric-owner -czf "$repository/hce/2.0/base/$archive" usr/bin/ncat usr/bin/nc
sum=$(sha256sum "$repository/hce/2.0/base/$archive")
printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' nmap 2:7.92-2.r4.hce2 x86_64 "$archive" \
  "$(stat -c %s "$repository/hce/2.0/base/$archive")" "$(stat -c %s "$stage/usr/bin/ncat")" "${sum%% *}" \
  'nmap nc ncat nmap-ncat' >>"$repository/hce/2.0/base/packages.tsv"
rm -r "$stage"
