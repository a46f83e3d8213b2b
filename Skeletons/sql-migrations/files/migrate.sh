#!/usr/bin/env bash
# Bring a PostgreSQL database up or down, migration by migration. psql finds it by PGHOST, PGDATABASE and so on.
#
# Lock, check, migration and record are one transaction: a runner that dies or fails leaves nothing half done, and two
# runners at a time apply nothing twice. A checksum tells when an applied file has changed.
set -Eeuo pipefail
shopt -s nullglob

readonly PROGRAM=${0##*/}
readonly TABLE=<% schema %>.migrations
readonly USAGE_ERROR=64
readonly BUSY=75
# Seconds to wait for another runner.
readonly WAIT=${MIGRATE_WAIT:-600}

FOLDER=$(cd -- "$(dirname -- "$0")" && pwd)/migrations
readonly FOLDER
SCRATCH=$(mktemp -d)
readonly SCRATCH
trap 'rm -rf -- "${SCRATCH}"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# By version: the files, and what the database recorded.
declare -A up_files=() down_files=() checksums=() titles=()

warn() { printf '%s: error: %s\n' "${PROGRAM}" "$1" >&2; }

die() {
  warn "$1"
  exit "${2:-1}"
}

usage() {
  cat <<USAGE
usage: ${PROGRAM} status | version | up [--late] [VERSION] | down [VERSION | all] | accept VERSION
  status   say of each migration whether it is applied; ends with 1 where something is wrong
  version  say which version the database is at, 0 for none
  up       apply what is pending, up to VERSION (default: all)
           --late  also what is older than the newest that is applied
  down     take back the newest migration, all above VERSION, or all
  accept   take the file of an applied migration as it is now
MIGRATE_WAIT says how many seconds to wait for another runner (default: 600).
USAGE
}

client() {
  PGOPTIONS="${PGOPTIONS:-} -c client_min_messages=warning" psql -X --quiet --set ON_ERROR_STOP=1 "$@"
}

query() { client --no-align --tuples-only --command "$1"; }

# V0012__add_column.up.sql is version 12.
version_of() {
  local name=${1##*/}
  name=${name#V}
  printf '%d\n' "$((10#${name%%__*}))"
}

# A clone with other line endings has the same checksum.
checksum_of() { tr -d '\r' <"$1" | sha256sum | cut -d ' ' -f 1; }

sorted_versions() { printf '%s\n' "$@" | sort -nu; }

read_files() {
  local file name version
  for file in "${FOLDER}"/*.sql; do
    name=${file##*/}
    [[ ${name} =~ ^V0*[0-9]{1,9}__[^/]+\.(up|down)\.sql$ ]] ||
      die "${name}: not a migration's name (expected V0001__what.up.sql or .down.sql, of at most nine digits)"
    version=$(version_of "${name}")
    ((version > 0)) || die "${name}: versions begin at 1"
    if [[ ${name} == *.up.sql ]]; then
      [[ -z ${up_files[${version}]:-} ]] || die "two migrations ${version}: ${up_files[${version}]##*/} and ${name}"
      up_files[${version}]=${file}
    else
      [[ -z ${down_files[${version}]:-} ]] || die "two migrations ${version}: ${down_files[${version}]##*/} and ${name}"
      down_files[${version}]=${file}
    fi
  done
  ((${#up_files[@]})) || die "no migrations in ${FOLDER}"
}

# The columns that another version of this script did not have are empty.
read_database() {
  local table version checksum title known
  table=$(query "SELECT coalesce(to_regclass('${TABLE}')::text, '');") || die 'could not ask the database'
  if [[ -z ${table} ]]; then return 0; fi
  known=$(query "SELECT concat_ws('|', migration, coalesce(to_jsonb(m) ->> 'up_checksum', ''), title)
    FROM ${TABLE} AS m ORDER BY migration;") || die 'could not ask the database'
  while IFS='|' read -r version checksum title; do
    if [[ -z ${version} ]]; then continue; fi
    checksums[${version}]=${checksum}
    titles[${version}]=${title}
  done <<<"${known}"
}

newest() {
  local version newest=0
  for version in "${!titles[@]}"; do
    if ((version > newest)); then newest=${version}; fi
  done
  printf '%d\n' "${newest}"
}

# applied, pending, late, changed or lost.
state_of() {
  local version=$1 newest=$2 file=${up_files[$1]:-}
  if [[ -z ${titles[${version}]+there} ]]; then
    if ((version < newest)); then echo late; else echo pending; fi
  elif [[ -z ${file} ]]; then
    echo lost
  elif [[ -n ${checksums[${version}]} && ${checksums[${version}]} != "$(checksum_of "${file}")" ]]; then
    echo changed
  else
    echo applied
  fi
}

status() {
  local version state newest_now wrong=0
  newest_now=$(newest)
  while read -r version; do
    state=$(state_of "${version}" "${newest_now}")
    case "${state}" in applied | pending) ;; *) wrong=1 ;; esac
    if [[ ${state} == lost ]]; then
      printf '%-8s V%04d__%s\n' lost "${version}" "${titles[${version}]}"
    else
      printf '%-8s %s\n' "${state}" "${up_files[${version}]##*/}"
    fi
  done < <(sorted_versions "${!up_files[@]}" "${!titles[@]}")
  return "${wrong}"
}

# Nothing is applied to a database that is not what the files say.
refuse_surprises() {
  local late=$1 limit=$2 version state newest_now wrong=0
  newest_now=$(newest)
  for version in $(sorted_versions "${!up_files[@]}" "${!titles[@]}"); do
    state=$(state_of "${version}" "${newest_now}")
    case "${state}" in
      changed) warn "${up_files[${version}]##*/} was changed after it was applied; restore it, or: ${PROGRAM} accept ${version}" ;;
      lost) warn "migration ${version} (${titles[${version}]}) is applied and has no file; restore it, or: ${PROGRAM} down" ;;
      late)
        if ((late || version > limit)); then continue; fi
        warn "${up_files[${version}]##*/} is older than what is applied; give it a new number, or: ${PROGRAM} up --late"
        ;;
      *) continue ;;
    esac
    wrong=1
  done
  return "${wrong}"
}

# A copy without the BEGIN and the COMMIT around the whole, so that the record belongs to the same transaction. The lines keep
# their numbers. What ends the transaction elsewhere is refused.
without_transaction() {
  local file=$1 copy=$2
  awk '
    { line[NR] = $0 }
    !/^[ \t\r]*(--.*)?$/ { if (!first) first = NR; last = NR }
    END {
      if (tolower(line[first]) ~ /^(begin|start)([ \t]+(work|transaction))?[ \t]*;[ \t\r]*$/) line[first] = ""
      if (tolower(line[last]) ~ /^commit([ \t]+(work|transaction))?[ \t]*;[ \t\r]*$/) line[last] = ""
      for (number = 1; number <= NR; number++) {
        text = tolower(line[number])
        if (text ~ /^(begin|start|commit|rollback|abort)([ \t]+(work|transaction)[^;]*)?[ \t]*;/) wrong = wrong " " number
        print line[number]
      }
      if (wrong) exit 1
    }' "${file}" >"${copy}" || die "${file##*/}: one transaction only, with a plain BEGIN and COMMIT around the whole"
}

# CREATE INDEX CONCURRENTLY and the like: a first line '-- migrate: no transaction' says so, and the record comes after it.
is_transaction() { ! head -n 1 "$1" | grep -qi '^-- *migrate: *no transaction'; }

# The body was one transaction, unless it found a way to end it that was not seen above.
same_transaction() {
  cat <<SQL
SELECT pg_current_xact_id() = :'began'::xid8 AS is_same \\gset
\\if :is_same
\\else
  \\o :result
  \\qecho ended
  \\q
\\endif
SQL
}

# What psql runs for one migration. It ends with a word in the file :result, if it ends well.
script_for() {
  local direction=$1 version=$2 transaction=$3 begin='' scope='' remember='' check='' commit=''
  if ((transaction)); then
    begin='BEGIN;' scope='_xact' commit='COMMIT;'
    remember='SELECT pg_current_xact_id() AS began \gset'
    check=$(same_transaction)
  fi
  cat <<SQL
\\set undo \`cat "\$MIGRATE_SCRATCH/undo"\`
\\pset format unaligned
\\pset tuples_only on
${begin}
SELECT pg_try_advisory${scope}_lock(hashtext('${TABLE}')) AS held \\gset
\\if :held
\\else
  \\o :result
  \\qecho busy
  \\q
\\endif
SELECT to_regclass('${TABLE}') IS NOT NULL AS has_table \\gset
\\set is_applied false
\\if :has_table
  SELECT EXISTS (SELECT FROM ${TABLE} WHERE migration = ${version}) AS is_applied \\gset
\\endif
SELECT :'is_applied'::boolean = ('${direction}' = 'up') AS is_done \\gset
\\if :is_done
  \\o :result
  \\qecho done already
  \\q
\\endif
${remember}
\\o /dev/null
\\i :body
\\o
\\set ON_ERROR_STOP on
SET client_min_messages = warning;
${check}
SELECT to_regclass('${TABLE}') IS NOT NULL AS has_table \\gset
SQL
  if [[ ${direction} == up ]]; then
    cat <<SQL
ALTER TABLE ${TABLE} ADD COLUMN IF NOT EXISTS up_checksum text, ADD COLUMN IF NOT EXISTS down_script text;
INSERT INTO ${TABLE} (migration, title, up_checksum, down_script)
VALUES (${version}, :'title', :'checksum', nullif(:'undo', ''))
ON CONFLICT (migration) DO UPDATE SET up_checksum = excluded.up_checksum, down_script = excluded.down_script;
SQL
  else
    cat <<SQL
\\if :has_table
  DELETE FROM ${TABLE} WHERE migration = ${version};
\\endif
SQL
  fi
  printf '%s\n' "${commit}" '\o :result' '\qecho done'
}

# Runs one migration's file, waiting for another runner where there is one.
migrate() {
  local direction=$1 version=$2 file=$3 name=${3##*/} body result="${SCRATCH}/result" transaction=1 undo='' end=$((SECONDS + WAIT))
  body="${SCRATCH}/${name}"
  if is_transaction "${file}"; then
    without_transaction "${file}" "${body}"
  else
    transaction=0
    cp -- "${file}" "${body}"
  fi
  if [[ ${direction} == up && -n ${down_files[${version}]:-} ]]; then undo=$(<"${down_files[${version}]}"); fi
  script_for "${direction}" "${version}" "${transaction}" >"${SCRATCH}/script"
  printf '%s' "${undo}" >"${SCRATCH}/undo"
  while true; do
    : >"${result}"
    (
      cd -- "${FOLDER}"
      MIGRATE_SCRATCH=${SCRATCH} client --set body="${body}" --set result="${result}" --set title="$(title_of "${name}")" \
        --set checksum="$(checksum_of "${file}")" --file "${SCRATCH}/script"
    ) || die "${name} failed; nothing of it was kept"
    case "$(<"${result}")" in
      done)
        printf '%s %s\n' "${direction}" "${name}"
        return 0
        ;;
      'done already') return 0 ;;
      busy)
        ((SECONDS < end)) || die "another runner is at work; gave up after ${WAIT} s" "${BUSY}"
        sleep 0.5
        ;;
      ended) die "${name} ended its transaction itself: what it did is kept and not recorded" ;;
      *) die "${name}: the database ended before it said that it was done" ;;
    esac
  done
}

title_of() {
  local name=${1#*__}
  printf '%s\n' "${name%.*.sql}"
}

up() {
  local late=$1 limit=$2 version
  refuse_surprises "${late}" "${limit}" || exit 1
  while read -r version; do
    if ((version > limit)); then break; fi
    if [[ -n ${titles[${version}]+there} ]]; then
      if [[ -z ${checksums[${version}]} ]]; then accept "${version}"; fi
      continue
    fi
    migrate up "${version}" "${up_files[${version}]}"
  done < <(sorted_versions "${!up_files[@]}")
}

# The way back that is in the tree, or the one that was recorded with the migration.
file_for_down() {
  local version=$1 file=${down_files[$1]:-}
  if [[ -z ${file} ]]; then
    file="${SCRATCH}/recorded/V$(printf '%04d' "${version}")__${titles[${version}]//[^A-Za-z0-9_-]/_}.down.sql"
    mkdir -p -- "${SCRATCH}/recorded"
    query "SELECT to_jsonb(m) ->> 'down_script' FROM ${TABLE} AS m WHERE migration = ${version};" >"${file}"
    grep -q '[^[:space:]]' "${file}" || return 1
  fi
  printf '%s\n' "${file}"
}

down() {
  local limit=$1 version file
  while read -r version; do
    if ((version <= limit)); then break; fi
    file=$(file_for_down "${version}") || die "migration ${version} cannot be reverted: no down file and none recorded"
    migrate down "${version}" "${file}"
  done < <(sorted_versions "${!titles[@]}" | sort -rn)
}

# The second newest: what one step down leads to.
newest_but_one() { printf '%s\n' 0 "${!titles[@]}" | sort -n | tail -n 2 | head -n 1; }

accept() {
  local version=$1
  [[ -n ${titles[${version}]+there} ]] || die "migration ${version} is not applied"
  [[ -n ${up_files[${version}]:-} ]] || die "migration ${version} has no file"
  query "ALTER TABLE ${TABLE} ADD COLUMN IF NOT EXISTS up_checksum text, ADD COLUMN IF NOT EXISTS down_script text;
    UPDATE ${TABLE} SET up_checksum = '$(checksum_of "${up_files[${version}]}")' WHERE migration = ${version};" ||
    die "could not record migration ${version}"
  printf 'accepted %s\n' "${up_files[${version}]##*/}"
}

main() {
  local command=${1:-} late=0 wanted
  case "${command}" in
    -h | --help | help)
      usage
      return 0
      ;;
    status | version | up | down | accept) shift ;;
    *)
      usage >&2
      exit "${USAGE_ERROR}"
      ;;
  esac
  if [[ ${command} == up && ${1:-} == --late ]]; then
    late=1
    shift
  fi
  wanted=${1:-}
  [[ ${WAIT} =~ ^[0-9]{1,6}$ ]] || die "MIGRATE_WAIT is not a number of seconds: ${WAIT}" "${USAGE_ERROR}"
  (($# <= 1)) || die "unexpected argument: $2" "${USAGE_ERROR}"
  [[ ${wanted} =~ ^([0-9]{1,9}|all)?$ ]] || die "not a version: ${wanted}" "${USAGE_ERROR}"
  case "${command}:${wanted}" in
    status: | version: | up:* | down:* | accept:[0-9]*) ;;
    accept:*) die 'accept takes one version' "${USAGE_ERROR}" ;;
    *) die "unexpected argument: ${wanted}" "${USAGE_ERROR}" ;;
  esac
  read_files
  read_database
  case "${command}" in
    status) status ;;
    version) newest ;;
    up)
      if [[ -z ${wanted} || ${wanted} == all ]]; then wanted=999999999; fi
      up "${late}" "$((10#${wanted}))"
      ;;
    down)
      if [[ ${wanted} == all ]]; then wanted=0; fi
      if [[ -z ${wanted} ]]; then wanted=$(newest_but_one); fi
      down "$((10#${wanted}))"
      ;;
    *) accept "$((10#${wanted}))" ;;
  esac
}

main "$@"
