#!/usr/bin/env bash
# Tests of <% name %>.sh: each in a folder of its own, nothing outside it is touched.
set -Eeuo pipefail

readonly SCRIPT=${SCRIPT:-$(cd -- "$(dirname -- "$0")/.." && pwd)/<% name %>.sh}
failed=0
passed=0
<%# is.preset.backup %>
writer=''
<%/ is.preset.backup %>

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
<%# is.preset.plain %>
run() { "${SCRIPT}"<%# lock %> -l lock<%/ lock %> "$@"; }
<%/ is.preset.plain %>
<%^ is.preset.plain %>
run() { "${SCRIPT}" "$@"<%# lock %> -l lock<%/ lock %>; }
<%/ is.preset.plain %>

<%# is.preset.plain %>
test_works() {
  check 'ends well' status_is 0 run 'one thing' two
  check 'says each' has "works on 'one thing'" output
  check 'says the end' has '2 arguments done' output
}

test_a_dry_run_only_says() {
  check 'ends well' status_is 0 run -n one
  check 'says it' has "would run 'touch'" output
}

test_leaves_nothing_behind() {
  mkdir scratch
  check 'ends well' status_is 0 env TMPDIR="${PWD}/scratch" "${SCRIPT}"<%# lock %> -l lock<%/ lock %> one
  check 'no scratch folder' number_of scratch 0
  check 'no folder in it' status_is 0 rmdir scratch
}

test_refuses_bad_arguments() {
  check 'unknown option' status_is 64 run -z
}
<%# lock %>

test_runs_once_at_a_time() {
  touch lock
  exec 9<lock
  flock 9
  check 'says busy' status_is 75 run one
  exec 9>&-
  check 'free again' status_is 0 run one
}
<%/ lock %>
<%# metrics %>

test_writes_metrics() {
  check 'ends well' status_is 0 run -m last.prom one
  check 'the time' has '_last_success_seconds [0-9]' last.prom
}
<%/ metrics %>
<%/ is.preset.plain %>
<%# is.preset.backup %>
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
    check "the first of ${name@Q}" status_is 0 env LC_ALL=C "${SCRIPT}" -s "./${name}" -d archives<%# lock %> -l lock<%/ lock %>
    mv -- archives/* "archives/${name}-20200101T000000Z.tar.gz"
    check "the second of ${name@Q}" status_is 0 env LC_ALL=C "${SCRIPT}" -s "./${name}" -d archives -k 1<%# lock %> -l lock<%/ lock %>
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

test_has_one_lock_for_the_timer_and_by_hand() {
  mkdir_source
  check 'ends well' status_is 0 env XDG_RUNTIME_DIR="${PWD}/hand" "${SCRIPT}" -s 'my source' -d archives
  exec 9<'archives/.<% name %>.lock'
  flock 9
  check 'says busy' status_is 75 env XDG_RUNTIME_DIR="${PWD}/other" "${SCRIPT}" -s 'my source' -d archives
  exec 9>&-
}
<%/ lock %>
<%# metrics %>

test_writes_metrics() {
  mkdir_source
  check 'ends well' status_is 0 run -s 'my source' -d archives -m last.prom
  check 'the figure' has '_last_success_seconds [0-9]' last.prom
  grep _last_success_seconds last.prom >before
  mkdir bin
  printf '#!/bin/sh\nexit 2\n' >bin/tar
  chmod +x bin/tar
  check 'fails' status_is 1 env PATH="${PWD}/bin:${PATH}" "${SCRIPT}" -s 'my source' -d more -m last.prom<%# lock %> -l lock<%/ lock %>
  check 'says so' has '_last_exit_status 1' last.prom
  grep _last_success_seconds last.prom >after
  check 'keeps the last success' status_is 0 cmp before after
}
<%/ metrics %>
<%/ is.preset.backup %>
<%# is.preset.cleanup %>
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
<%/ is.preset.cleanup %>

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
