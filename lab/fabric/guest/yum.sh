#!/bin/bash
# The guest's yum: enough of it to install, over HTTP, what the lab's package repository has. It says and returns what
# yum on Huawei Cloud EulerOS says and returns where a provisioning script could depend on it: 0 done or nothing to do,
# 1 failed. The repositories are those of /etc/yum.repos.d.
set -u

cache=/var/cache/yum
database=/var/lib/rpm/installed
assume_yes=no
quiet=no
proxy=
# Shorter than dnf's 30 s: in the lab an answer takes milliseconds or never comes.
timeout=10
command=
names=()

say() { [ "$quiet" = yes ] || printf '%s\n' "$*"; }
fail() {
  printf '%s\n' "$*" >&2
  exit 1
}
rule() { say '================================================================================'; }

setting() { # KEY=VALUE, optionally prefixed by a repository: base.proxy=…
  local key=${1%%=*} value=${1#*=}
  case ${key##*.} in
    proxy) proxy=$value ;;
    timeout) timeout=$value ;;
    assumeyes) case $value in 1 | true | True | yes) assume_yes=yes ;; esac ;;
  esac
}

while [ $# -gt 0 ]; do
  case $1 in
    -y | --assumeyes) assume_yes=yes ;;
    -q | --quiet) quiet=yes ;;
    -v | --verbose | --nogpgcheck | --best | --nobest | --refresh | -C | --cacheonly) ;;
    --setopt=*) setting "${1#--setopt=}" ;;
    --setopt)
      [ $# -ge 2 ] || fail 'Command line error: argument --setopt: expected one argument'
      setting "$2"
      shift
      ;;
    -*) fail "Command line error: unrecognized arguments: $1" ;;
    *) if [ -z "$command" ]; then command=$1; else names+=("$1"); fi ;;
  esac
  shift
done
case $timeout in '' | *[!0-9]*) fail "Config error: invalid timeout value: $timeout" ;; esac

size() { # BYTES
  if [ "$1" -ge 1048576 ]; then
    awk -v n="$1" 'BEGIN { printf "%.1f M", n / 1048576 }'
  elif [ "$1" -ge 1024 ]; then
    awk -v n="$1" 'BEGIN { printf "%.0f k", n / 1024 }'
  else
    printf '%s  ' "$1"
  fi
}

fetch() { # URL FILE
  local with=()
  [ -z "$proxy" ] || with=(--proxy "$proxy")
  curl --fail --silent --show-error --connect-timeout "$timeout" --max-time 120 "${with[@]}" --output "$2" "$1"
}

repositories() { # prints: id, base URL and name of each enabled repository
  awk -F= '
    function flush() { if (id != "" && enabled != "0") print id "\t" url "\t" name }
    /^\[/ { flush(); id = substr($0, 2, length($0) - 2); url = name = enabled = ""; next }
    $1 == "baseurl" { url = $2 } $1 == "name" { name = $2 } $1 == "enabled" { enabled = $2 }
    END { flush() }' /etc/yum.repos.d/*.repo
}

make_cache() {
  local id url name problem bytes
  mkdir -p "$cache"
  while IFS=$'\t' read -r id url name; do
    if ! problem=$(fetch "$url/packages.tsv" "$cache/$id.new" 2>&1); then
      rm -f "$cache/$id.new"
      say "$(printf '%-58s 0.0  B/s |   0  B     --:--' "$name")"
      printf 'Errors during downloading metadata for repository '\''%s'\'':\n  - %s for %s\n' \
        "$id" "$problem" "$url/packages.tsv" >&2
      fail "Error: Failed to download metadata for repo '$id': Cannot download packages.tsv: All mirrors were tried"
    fi
    mv "$cache/$id.new" "$cache/$id"
    bytes=$(stat -c %s "$cache/$id")
    say "$(printf '%-58s %6sB/s | %6sB     00:00' "$name" "$(size "$bytes")" "$(size "$bytes")")"
  done < <(repositories)
  say "Last metadata expiration check: 0:00:00 ago on $(date '+%a %d %b %Y %I:%M:%S %p %Z')."
}

confirm() {
  local answer=
  if [ "$assume_yes" = yes ]; then
    return
  fi
  printf 'Is this ok [y/N]: '
  read -r answer || true
  case $answer in
    y | Y | yes | Yes) ;;
    *) fail 'Operation aborted.' ;;
  esac
}

find_package() { # NAME; prints: repository, and the package's line in its index
  local index
  for index in "$cache"/*; do
    awk -F'\t' -v want="$1" -v repository="${index##*/}" '
      { count = split($8, provides, " ")
        for (i = 1; i <= count; i++) if (provides[i] == want) { print repository "\t" $0; exit } }' "$index"
  done | head -n 1
}

install_packages() {
  local name line repository package version architecture archive bytes installed sum url
  local wanted=() total=0 grown=0
  [ ${#names[@]} -gt 0 ] || fail 'Error: Need to pass a list of pkgs to install'
  make_cache
  for name in "${names[@]}"; do
    line=$(find_package "$name")
    if [ -z "$line" ]; then
      say "No match for argument: $name"
      fail "Error: Unable to find a match: $name"
    fi
    IFS=$'\t' read -r _ package version architecture _ bytes installed _ <<<"$line"
    if grep -qsxF "$package-$version.$architecture" "$database"; then
      say "Package $package-$version.$architecture is already installed."
    elif [[ " ${wanted[*]} " != *" $line "* ]]; then
      wanted+=("$line")
      total=$((total + bytes))
      grown=$((grown + installed))
    fi
  done
  say 'Dependencies resolved.'
  if [ ${#wanted[@]} -eq 0 ]; then
    say 'Nothing to do.'
    say 'Complete!'
    return
  fi
  rule
  say ' Package          Architecture   Version                  Repository       Size'
  rule
  say 'Installing:'
  for line in "${wanted[@]}"; do
    IFS=$'\t' read -r repository package version architecture _ bytes _ <<<"$line"
    say "$(printf ' %-16s %-14s %-24s %-14s %6s' "$package" "$architecture" "$version" "$repository" "$(size "$bytes")")"
  done
  say ''
  say 'Transaction Summary'
  rule
  say "Install  ${#wanted[@]} Package$([ ${#wanted[@]} -eq 1 ] || echo s)"
  say ''
  say "Total download size: $(size "$total")"
  say "Installed size: $(size "$grown")"
  confirm
  say 'Downloading Packages:'
  for line in "${wanted[@]}"; do
    IFS=$'\t' read -r repository package version architecture archive bytes _ sum _ <<<"$line"
    url=$(repositories | awk -F'\t' -v id="$repository" '$1 == id { print $2 }')
    fetch "$url/$archive" "$cache/archive" || fail "Error: Error downloading packages: cannot download $archive: All mirrors were tried"
    echo "$sum  $cache/archive" | sha256sum --check --status ||
      fail "Error: Error downloading packages: $archive: Downloading successful, but checksum doesn't match"
    say "$(printf '%-58s %6sB/s | %6sB     00:00' "${archive##*/}" "$(size "$bytes")" "$(size "$bytes")")"
    tar -C / --no-same-owner -xzf "$cache/archive" || fail "Error: Transaction failed: $package cannot be unpacked"
    rm -f "$cache/archive"
    echo "$package-$version.$architecture" >>"$database"
  done
  say ''
  say 'Installed:'
  for line in "${wanted[@]}"; do
    IFS=$'\t' read -r _ package version architecture _ <<<"$line"
    say "  $package-$version.$architecture"
  done
  say ''
  say 'Complete!'
}

case $command in
  install) install_packages ;;
  update | upgrade)
    make_cache
    say 'Dependencies resolved.'
    say 'Nothing to do.'
    say 'Complete!'
    ;;
  makecache)
    make_cache
    say 'Metadata cache created.'
    ;;
  clean)
    rm -rf "$cache"
    say 'Cache was removed.'
    ;;
  repolist)
    say 'repo id                          repo name'
    repositories | awk -F'\t' '{ printf "%-32s %s\n", $1, $3 }'
    ;;
  '') fail 'usage: yum [options] install PACKAGE... | update | makecache | clean | repolist' ;;
  *) fail "No such command: $command. The lab's guests know install, update, makecache, clean and repolist." ;;
esac
