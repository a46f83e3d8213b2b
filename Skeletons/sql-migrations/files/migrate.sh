#!/usr/bin/env bash
# Bring a PostgreSQL database up or down, migration by migration. psql finds it by PGHOST, PGDATABASE and so on.
set -Eeuo pipefail

readonly PROGRAM=${0##*/}
readonly USAGE_ERROR=64
FOLDER=$(cd -- "$(dirname -- "$0")" && pwd)/migrations
readonly FOLDER

die() {
  printf '%s: error: %s\n' "${PROGRAM}" "$1" >&2
  exit "${2:-1}"
}

usage() {
  cat <<USAGE
usage: ${PROGRAM} up [VERSION] | down [VERSION | all] | status
  up      apply what is not recorded, up to VERSION (default: all)
  down    take back the newest migration, all above VERSION, or all
  status  say of each migration whether it is recorded
USAGE
}

query() { psql -X --quiet --no-align --tuples-only --set ON_ERROR_STOP=1 --command "$1"; }
run() { psql -X --quiet --set ON_ERROR_STOP=1 --file "$1"; }

# The versions that the database has, one a line, the newest last.
recorded() {
  local table
  table=$(query "SELECT coalesce(to_regclass('<% schema %>.migrations')::text, '');")
  if [[ -n ${table} ]]; then query 'SELECT migration FROM <% schema %>.migrations ORDER BY migration;'; fi
}

# V0012__add_column.up.sql is version 12.
version_of() {
  local name=${1##*/}
  name=${name#V}
  printf '%d\n' "$((10#${name%%__*}))"
}

file_of() {
  local version=$1 direction=$2 file
  file=$(compgen -G "${FOLDER}/V$(printf '%04d' "${version}")__*.${direction}.sql") ||
    die "there is no ${direction} migration ${version}"
  printf '%s\n' "${file}"
}

up() {
  local limit=$1 known file version
  known=$(recorded)
  for file in "${FOLDER}"/V*.up.sql; do
    version=$(version_of "${file}")
    if ((version > limit)); then break; fi
    if grep -qx "${version}" <<<"${known}"; then continue; fi
    printf 'up %s\n' "${file##*/}"
    run "${file}"
  done
}

down() {
  local limit=$1 known version file
  known=$(recorded)
  while read -r version; do
    if [[ -z ${version} ]] || ((version <= limit)); then break; fi
    file=$(file_of "${version}" down)
    printf 'down %s\n' "${file##*/}"
    run "${file}"
  done < <(sort -rn <<<"${known}")
}

newest_but_one() { recorded | tail -n 2 | head -n 1; }

status() {
  local known file
  known=$(recorded)
  for file in "${FOLDER}"/V*.up.sql; do
    if grep -qx "$(version_of "${file}")" <<<"${known}"; then
      printf 'applied  %s\n' "${file##*/}"
    else
      printf 'pending  %s\n' "${file##*/}"
    fi
  done
}

main() {
  local command=${1:-} wanted=${2:-} known
  (($# <= 2)) || die "unexpected argument: $3" "${USAGE_ERROR}"
  [[ ${wanted} =~ ^([0-9]+|all)?$ ]] || die "not a version: ${wanted}" "${USAGE_ERROR}"
  case "${command}" in
    up) up "$([[ ${wanted:-all} == all ]] && printf 9999 || printf '%d' "$((10#${wanted}))")" ;;
    down)
      if [[ ${wanted} == all ]]; then wanted=0; fi
      if [[ -z ${wanted} ]]; then
        known=$(recorded | wc -l)
        wanted=$( ((known > 1)) && newest_but_one || printf 0)
      fi
      down "$((10#${wanted}))"
      ;;
    status) status ;;
    -h | --help | help) usage ;;
    *)
      usage >&2
      exit "${USAGE_ERROR}"
      ;;
  esac
}

main "$@"
