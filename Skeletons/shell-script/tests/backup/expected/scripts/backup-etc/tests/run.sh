#!/usr/bin/env bash
# Tests of backup-etc.sh: each in a folder of its own, nothing outside it is touched.
set -Eeuo pipefail

readonly SCRIPT=${SCRIPT:-$(cd -- "$(dirname -- "$0")/.." && pwd)/backup-etc.sh}
failed=0
passed=0
writer=''

check() {
  local what=$1
  shift
  if "$@"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'FAILED: %s\n' "${what}" >&2
  fi
}

status_is() {
  local expected=$1 status=0
  shift
  "$@" >output 2>&1 || status=$?
  [[ ${status} == "${expected}" ]]
}

number_of() { (($(find "$1" -type f -printf x | wc -c) == $2)); }
has() { grep -q -- "$1" "$2"; }
is_file() { [[ -f $1 ]]; }
is_missing() { [[ ! -e $1 ]]; }
run() { "${SCRIPT}" "$@" -l lock; }

mkdir_source() {
  mkdir -p 'my source'
  echo one >'my source/one'
}

test_writes_an_archive_that_can_be_read() {
  mkdir_source
  check 'ends well' status_is 0 run -s 'my source' -d archives
  check 'one archive' number_of archives 1
  tar --extract --file archives/* --to-stdout ./one >extracted
  check 'the content' has one extracted
}

test_keeps_the_newest() {
  mkdir_source
  mkdir archives
  touch 'archives/my source-20200101T000000Z.tar.gz' 'archives/my source-20210101T000000Z.tar.gz' archives/other
  check 'ends well' status_is 0 run -s 'my source' -d archives -k 2
  check 'removes the oldest' is_missing 'archives/my source-20200101T000000Z.tar.gz'
  check 'keeps the newer' is_file 'archives/my source-20210101T000000Z.tar.gz'
  check 'leaves what is not its own' is_file archives/other
}

test_keeps_what_it_wrote_and_what_is_strangers() {
  mkdir_source
  mkdir -p archives other
  cp -R 'my source' other/
  check 'of another folder' status_is 0 run -s 'other/my source' -d archives
  mv archives/* "archives/my source-20200101T000000Z.tar.gz"
  touch 'archives/my source-29990101T000000Z.tar.gz' 'archives/my_source-20200101T000000Z.tar.gz'
  check 'ends well' status_is 0 run -s 'my source' -d archives -k 1
  check 'what it wrote' has wrote output
  check 'is there' number_of archives 3
  check "the strangers'" is_file 'archives/my source-20200101T000000Z.tar.gz'
  check 'another name' is_file 'archives/my_source-20200101T000000Z.tar.gz'
}

test_keeps_the_newest_of_a_folder_of_any_name() {
  local name
  for name in 'back\slash' $'new\nline' 'übung' '-n'; do
    mkdir -p -- "./${name}"
    check "the first of ${name@Q}" status_is 0 env LC_ALL=C "${SCRIPT}" -s "./${name}" -d archives -l lock
    mv -- archives/* "archives/${name}-20200101T000000Z.tar.gz"
    check "the second of ${name@Q}" status_is 0 env LC_ALL=C "${SCRIPT}" -s "./${name}" -d archives -k 1 -l lock
    check "only the newest of ${name@Q}" number_of archives 1
    rm -rf archives
  done
}

test_restores_all() {
  mkdir_source
  mkdir 'my source/.hidden' 'my source/empty'
  echo two >'my source/.hidden/.two'
  echo odd >$'my source/odd\nname*[x]'
  ln -s one 'my source/link'
  ln 'my source/one' 'my source/twin'
  chmod 0640 'my source/one'
  touch -d 2020-02-02T02:02:02Z 'my source/one'
  can_have_acls && setfacl -m u:daemon:r 'my source/one'
  can_have_xattrs && setfattr -n user.origin -v here 'my source/one'
  check 'ends well' status_is 0 run -s 'my source' -d archives
  mkdir restored
  tar --extract --acls --xattrs --xattrs-include='*' --file archives/* --directory restored
  check 'all contents' status_is 0 diff -r --no-dereference 'my source' restored
  (cd 'my source' && find . -printf '%p %M %T@ %n %l\n' | sort) >before
  (cd restored && find . -printf '%p %M %T@ %n %l\n' | sort) >after
  check 'modes, times and links' status_is 0 cmp before after
  if can_have_acls; then
    check 'ACLs' has user:daemon:r <(getfacl --omit-header restored/one)
  else
    echo 'skipped: ACLs, for want of setfacl or of a file system that has them'
  fi
  if can_have_xattrs; then
    check 'attributes' has 'user.origin="here"' <(getfattr -d restored/one)
  else
    echo 'skipped: extended attributes, for want of setfattr or of a file system that has them'
  fi
}

# Not every host has the programs, and not every file system the attributes.
can_have_acls() { touch tried && setfacl -m u:daemon:r tried 2>/dev/null && rm tried; }
can_have_xattrs() { touch tried && setfattr -n user.tried -v x tried 2>/dev/null && rm tried; }

test_a_file_that_changes_is_a_warning() {
  mkdir_source
  head -c 8000000 /dev/urandom >'my source/log'
  while :; do echo more; done >>'my source/log' &
  writer=$!
  check 'ends well' status_is 0 run -s 'my source' -d archives
  kill "${writer}"
  check 'one archive' number_of archives 1
  check 'says it' has 'warning: files changed' output
}

test_leaves_its_own_archives_out() {
  mkdir -p '[s] *x/below/archives'
  echo one >'[s] *x/below/one'
  touch '[s] *x/below/archives/older'
  check 'ends well' status_is 0 run -s '[s] *x' -d '[s] *x/below/archives'
  tar --list --file '[s] *x/below/archives/[s] *x'-*.tar.* >listed
  check 'the rest' has '^./below/one$' listed
  check 'no archives' status_is 1 grep archives/ listed
  check 'not into itself' status_is 64 run -s '[s] *x' -d '[s] *x'
}

test_names_what_one_sees() {
  mkdir -p photos/.hidden
  echo one >photos/.hidden/one
  cd photos
  check 'here' status_is 0 run -s . -d ../archives
  check 'hidden' status_is 0 run -s .hidden -d ../archives
  cd ..
  check 'a name' is_matched archives/photos-*.tar.*
  check 'another name' is_matched archives/dot.hidden-*.tar.*
}

is_matched() { [[ -f $1 ]]; }

test_removes_what_a_killed_run_left() {
  mkdir_source
  mkdir archives
  touch 'archives/my source-20200101T000000Z.tar.gz.partial' archives/other.partial
  check 'ends well' status_is 0 run -s 'my source' -d archives
  check 'its own' is_missing 'archives/my source-20200101T000000Z.tar.gz.partial'
  check 'no other' is_file archives/other.partial
}

test_a_dry_run_writes_nothing() {
  mkdir_source
  check 'ends well' status_is 0 run -s 'my source' -d archives -n
  check 'no folder' is_missing archives
  check 'says it' has 'would write' output
}

test_leaves_nothing_behind_where_it_fails() {
  mkdir_source
  mkdir bin
  printf '#!/bin/sh\nexit 1\n' >bin/tar
  chmod +x bin/tar
  check 'fails' status_is 1 env PATH="${PWD}/bin:${PATH}" "${SCRIPT}" -s 'my source' -d archives -l lock
  check 'no archive' number_of archives 0
}

test_refuses_bad_arguments() {
  mkdir_source
  check 'no source' status_is 64 run -d archives
  check 'no destination' status_is 64 run -s 'my source'
  check 'no number' status_is 64 run -s 'my source' -d archives -k none
  check 'unknown option' status_is 64 run -z
  check 'an argument' status_is 64 "${SCRIPT}" -s 'my source' -d archives more
}

test_runs_once_at_a_time() {
  mkdir_source
  exec 9>lock
  flock 9
  check 'says busy' status_is 75 run -s 'my source' -d archives
  check 'no folder' is_missing archives
  exec 9>&-
  check 'free again' status_is 0 run -s 'my source' -d archives
}

test_has_one_lock_for_the_timer_and_by_hand() {
  mkdir_source
  check 'ends well' status_is 0 env XDG_RUNTIME_DIR="${PWD}/hand" "${SCRIPT}" -s 'my source' -d archives
  exec 9<'archives/.backup-etc.lock'
  flock 9
  check 'says busy' status_is 75 env XDG_RUNTIME_DIR="${PWD}/other" "${SCRIPT}" -s 'my source' -d archives
  exec 9>&-
}

test_explains_itself() {
  check 'ends well' status_is 0 "${SCRIPT}" -h
  check 'usage' has '^usage:' output
}

main() {
  local folder name
  local -a names
  folder=$(mktemp -d)
  # shellcheck disable=SC2064 # the folder of now
  trap "rm -rf -- '${folder}'" EXIT
  mapfile -t names < <(declare -F | sed -n 's/^declare -f \(test_.*\)$/\1/p')
  for name in "${names[@]}"; do
    mkdir "${folder}/${name}"
    cd "${folder}/${name}"
    "${name}"
  done
  printf '%s passed, %s failed\n' "${passed}" "${failed}"
  ((failed == 0))
}

main "$@"
