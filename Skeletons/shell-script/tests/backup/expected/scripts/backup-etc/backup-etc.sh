#!/usr/bin/env bash
# Archive a folder, keep the newest archives and remove the older ones.
set -Eeuo pipefail
IFS=$'\n\t'
umask 077

readonly PROGRAM=${0##*/}
readonly USAGE_ERROR=64
readonly BUSY=75

partial=''

log() { printf '%s %s: %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "${PROGRAM}" "$*" >&2; }

die() {
  log "error: $1"
  exit "${2:-1}"
}

usage() {
  cat <<USAGE
usage: ${PROGRAM} -s SOURCE -d DESTINATION [-k KEEP] [-l LOCK] [-n]
  -s  folder to archive
  -d  folder for the archives
  -k  number of archives to keep (default: 2)
  -l  lock file (default: .backup-etc.lock in DESTINATION, for the timer and by hand alike)
  -n  dry run: say what would be done
  -h  this text
USAGE
}

# Held until the process ends: the descriptor is never closed. A lock that another user made need only be readable.
lock() {
  local file=$1 descriptor
  if [[ ! -e ${file} ]]; then (umask 022 && : >>"${file}") || die "cannot make the lock ${file@Q}"; fi
  exec {descriptor}<"${file}" || die "cannot open the lock ${file@Q}"
  flock --nonblock "${descriptor}" || die "another run holds ${file@Q}" "${BUSY}"
}

at_exit() {
  local status=$?
  if [[ -n ${partial} ]]; then rm -f -- "${partial}"; fi
  return "${status}"
}

# A name that one sees, of a folder whose name is hidden too; the root of the file system has none.
name_of() {
  local name=${1##*/}
  if [[ ${name} == .* ]]; then name="dot${name}"; fi
  printf '%s\n' "${name:-root}"
}

# What is written while it is archived is in the archive as it was at some moment, and no reason to have none: GNU tar
# says so with the status 1.
pack() {
  local source=$1 destination=$2 status=0
  local -a left_out=()
  if [[ ${destination}/ == "${source%/}"/* ]]; then left_out=(--anchored --no-wildcards --exclude="./${destination#"${source%/}/"}"); fi
  tar --create --gzip --format=pax --label="${source}" --acls --xattrs --xattrs-include='*' \
    --file "${partial}" --directory "${source}" "${left_out[@]}" . || status=$?
  ((status <= 1)) || die "tar ended with ${status}"
  if ((status)); then log 'warning: files changed while they were read'; fi
}

archive() {
  local source=$1 destination=$2 file=$3 stale
  # What a killed run left.
  while IFS= read -r -d '' stale; do
    if is_one_of "$(name_of "${source}")" "${stale%.partial}"; then rm -f -- "${stale}"; fi
  done < <(find "${destination}" -maxdepth 1 -type f -name '*.partial' -print0)
  partial="${file}.partial"
  pack "${source}" "${destination}"
  tar --list --file "${partial}" >/dev/null || die 'the archive cannot be read back'
  mv -- "${partial}" "${file}"
  partial=''
  log "wrote ${file@Q}"
}

# Whether a file has a name that this script gives: NAME-TIME.tar.SUFFIX.
is_one_of() {
  local name=$1 file=${2##*/} rest
  rest=${file#"${name}-"}
  [[ ${rest} != "${file}" && ${rest} =~ ^[0-9]{8}T[0-9]{6}Z\.tar\.[a-z]+$ ]]
}

# Another folder may have the same name: its archives bear its path, which tar would quote where it is odd.
is_strangers() {
  local source=$1 file=$2 label
  label=$(tar --quoting-style=literal --test-label --file "${file}" 2>/dev/null || true)
  [[ -n ${label} && ${label} != "${source}" ]]
}

# The names sort by time; what was just written is kept, whatever the clock said to others.
prune() {
  local source=$1 destination=$2 keep=$3 dry_run=$4 new=$5 old name kept=1
  [[ -d ${destination} ]] || return 0
  name=$(name_of "${source}")
  while IFS= read -r -d '' old; do
    if [[ ${old} == "${new}" ]] || ! is_one_of "${name}" "${old}" || is_strangers "${source}" "${old}"; then continue; fi
    kept=$((kept + 1))
    if ((kept <= keep)); then continue; fi
    if ((dry_run)); then
      log "would remove ${old@Q}"
    else
      rm -f -- "${old}"
      log "removed ${old@Q}"
    fi
  done < <(find "${destination}" -maxdepth 1 -type f -print0 | LC_ALL=C sort -zr)
}

main() {
  local source='' destination='' keep=2 dry_run=0 option file
  local lock_file=''
  while getopts ':s:d:k:l:nh' option; do
    case "${option}" in
      s) source=${OPTARG} ;;
      d) destination=${OPTARG} ;;
      k) keep=${OPTARG} ;;
      l) lock_file=${OPTARG} ;;
      n) dry_run=1 ;;
      h)
        usage
        return 0
        ;;
      :) die "option -${OPTARG} needs a value" "${USAGE_ERROR}" ;;
      *) die "unknown option -${OPTARG}" "${USAGE_ERROR}" ;;
    esac
  done
  shift $((OPTIND - 1))
  (($# == 0)) || die "unexpected argument: $1" "${USAGE_ERROR}"
  [[ -d ${source} ]] || die "no such folder: ${source:-(none)}" "${USAGE_ERROR}"
  source=$(realpath -- "${source}")
  [[ -n ${destination} ]] || die 'no destination' "${USAGE_ERROR}"
  [[ ${keep} =~ ^[1-9][0-9]{0,8}$ ]] || die "not a positive number: ${keep}" "${USAGE_ERROR}"
  destination=$(realpath -m -- "${destination}")
  [[ ${destination} != "${source}" ]] || die 'the archives would be in the folder that is archived' "${USAGE_ERROR}"
  file="${destination%/}/$(name_of "${source}")-$(date -u +%Y%m%dT%H%M%SZ).tar.gz"

  trap 'log "error: line ${LINENO}: ${BASH_COMMAND}"' ERR
  trap at_exit EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  if [[ -z ${lock_file} ]] && ((!dry_run)); then mkdir -p -- "${destination}"; fi
  if [[ -n ${lock_file} ]] || ((!dry_run)); then lock "${lock_file:-${destination}/.backup-etc.lock}"; fi
  [[ ! -e ${file} ]] || die "there is an archive of this second: ${file@Q}"
  if ((dry_run)); then
    log "would write ${file@Q}"
  else
    mkdir -p -- "${destination}"
    archive "${source}" "${destination}" "${file}"
  fi
  prune "${source}" "${destination}" "${keep}" "${dry_run}" "${file}"
}

main "$@"
