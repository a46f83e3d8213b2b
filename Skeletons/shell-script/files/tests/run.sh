#!/usr/bin/env bash
# Tests of <% name %>.sh: each in a folder of its own, nothing outside it is touched.
set -Eeuo pipefail

readonly SCRIPT=${SCRIPT:-$(cd -- "$(dirname -- "$0")/.." && pwd)/<% name %>.sh}
failed=0
passed=0

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
run() { "${SCRIPT}" "$@"<%# lock %> -l lock<%/ lock %>; }

<%# is.kind.backup %>
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
  check 'fails' status_is 1 env PATH="${PWD}/bin:${PATH}" "${SCRIPT}" -s 'my source' -d archives<%# lock %> -l lock<%/ lock %>
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
<%# lock %>

test_runs_once_at_a_time() {
  mkdir_source
  exec 9>lock
  flock 9
  check 'says busy' status_is 75 run -s 'my source' -d archives
  check 'no folder' is_missing archives
  exec 9>&-
  check 'free again' status_is 0 run -s 'my source' -d archives
}
<%/ lock %>
<%# metrics %>

test_writes_metrics() {
  mkdir_source
  check 'ends well' status_is 0 run -s 'my source' -d archives -m last.prom
  check 'the figure' has '_last_success_seconds [0-9]' last.prom
}
<%/ metrics %>
<%/ is.kind.backup %>
<%# is.kind.cleanup %>
mkdir_source() {
  mkdir -p 'my folder/below'
  touch -d '40 days ago' 'my folder/old.log' $'my folder/below/odd\nname.log' 'my folder/old.txt'
  touch 'my folder/new.log'
}

test_deletes_what_is_old() {
  mkdir_source
  check 'ends well' status_is 0 run -s 'my folder' -a 30
  check 'keeps the new one' is_file 'my folder/new.log'
  check 'only that' number_of 'my folder' 1
}

test_deletes_by_pattern() {
  mkdir_source
  check 'ends well' status_is 0 run -s 'my folder' -a 30 -p '*.log'
  check 'keeps another name' is_file 'my folder/old.txt'
  check 'deletes below' is_missing $'my folder/below/odd\nname.log'
}

test_a_dry_run_deletes_nothing() {
  mkdir_source
  check 'ends well' status_is 0 run -s 'my folder' -a 30 -n
  check 'keeps all' number_of 'my folder' 4
  check 'says it' has 'would delete' output
}

test_refuses_bad_arguments() {
  mkdir_source
  check 'no folder' status_is 64 run -a 30
  check 'the root' status_is 64 run -s / -a 30 -n
  check 'no number' status_is 64 run -s 'my folder' -a none
  check 'unknown option' status_is 64 run -z
  check 'an argument' status_is 64 "${SCRIPT}" -s 'my folder' more
}
<%# lock %>

test_runs_once_at_a_time() {
  mkdir_source
  exec 9>lock
  flock 9
  check 'says busy' status_is 75 run -s 'my folder' -a 30
  check 'keeps all' number_of 'my folder' 4
  exec 9>&-
  check 'free again' status_is 0 run -s 'my folder' -a 30
}
<%/ lock %>
<%# metrics %>

test_writes_metrics() {
  mkdir_source
  check 'ends well' status_is 0 run -s 'my folder' -a 30 -m last.prom
  check 'the figure' has '_last_success_seconds [0-9]' last.prom
}
<%/ metrics %>
<%/ is.kind.cleanup %>

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
