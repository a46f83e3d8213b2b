#!/usr/bin/env bash
<%# is.kind.backup %>
# Archive a folder, keep the newest archives and remove the older ones.
<%/ is.kind.backup %>
<%# is.kind.cleanup %>
# Delete the files of a folder that have not been changed for some days.
<%/ is.kind.cleanup %>
set -Eeuo pipefail
IFS=$'\n\t'
umask 077

readonly PROGRAM=${0##*/}
readonly USAGE_ERROR=64
<%# lock %>
readonly BUSY=75
<%/ lock %>
<%# is.kind.backup %>

partial=''
<%/ is.kind.backup %>

log() { printf '%s %s: %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "${PROGRAM}" "$*" >&2; }

die() {
  log "error: $1"
  exit "${2:-1}"
}

usage() {
  cat <<USAGE
<%# is.kind.backup %>
usage: ${PROGRAM} -s SOURCE -d DESTINATION [-k KEEP]<%# lock %> [-l LOCK]<%/ lock %><%# metrics %> [-m FILE]<%/ metrics %> [-n]
  -s  folder to archive
  -d  folder for the archives
  -k  number of archives to keep (default: <% keep %>)
<%/ is.kind.backup %>
<%# is.kind.cleanup %>
usage: ${PROGRAM} -s FOLDER [-a DAYS] [-p PATTERN]<%# lock %> [-l LOCK]<%/ lock %><%# metrics %> [-m FILE]<%/ metrics %> [-n]
  -s  folder to clean up; other file systems below it are left alone
  -a  age in days from which a file is deleted (default: <% days %>)
  -p  pattern of the names, such as '*.log' (default: all)
<%/ is.kind.cleanup %>
<%# lock %>
  -l  lock file (default: a file below XDG_RUNTIME_DIR or /run/lock)
<%/ lock %>
<%# metrics %>
  -m  file for node exporter's textfile collector, ending in .prom
<%/ metrics %>
  -n  dry run: say what would be done
  -h  this text
USAGE
}
<%# lock %>

# Held until the process ends: the descriptor is never closed.
lock() {
  local descriptor
  exec {descriptor}>"$1" || die "cannot open the lock $1"
  flock --nonblock "${descriptor}" || die "another run holds $1" "${BUSY}"
}
<%/ lock %>
<%# metrics %>

# Written beside and renamed, so that the collector never reads half a file.
write_metrics() {
  local file=$1 name
  name=$(tr -c 'a-z0-9\n' '_' <<<'<% name %>')
  printf '# TYPE %s_last_success_seconds gauge\n%s_last_success_seconds %s\n' \
    "${name}" "${name}" "$(date +%s)" >"${file}.partial"
  chmod 0644 -- "${file}.partial"
  mv -- "${file}.partial" "${file}"
}
<%/ metrics %>
<%# is.kind.backup %>

clean_up() {
  if [[ -n ${partial} ]]; then rm -f -- "${partial}"; fi
}

archive() {
  local source=$1 destination=$2 dry_run=$3 name file
  name=$(basename -- "${source}")
  file="${destination}/${name}-$(date -u +%Y%m%dT%H%M%SZ)<%# is.compression.gzip %>.tar.gz<%/ is.compression.gzip %><%# is.compression.zstd %>.tar.zst<%/ is.compression.zstd %><%# is.compression.xz %>.tar.xz<%/ is.compression.xz %>"
  [[ ! -e ${file} ]] || die "there is an archive of this second: ${file}"
  if ((dry_run)); then
    log "would write ${file}"
    return 0
  fi
  mkdir -p -- "${destination}"
  partial="${file}.partial"
  tar --create <%# is.compression.gzip %>--gzip<%/ is.compression.gzip %><%# is.compression.zstd %>--zstd<%/ is.compression.zstd %><%# is.compression.xz %>--xz<%/ is.compression.xz %> --file "${partial}" --directory "${source}" .
  tar --list <%# is.compression.gzip %>--gzip<%/ is.compression.gzip %><%# is.compression.zstd %>--zstd<%/ is.compression.zstd %><%# is.compression.xz %>--xz<%/ is.compression.xz %> --file "${partial}" >/dev/null || die "the archive cannot be read back"
  mv -- "${partial}" "${file}"
  partial=''
  log "wrote ${file}"
}

prune() {
  local source=$1 destination=$2 keep=$3 dry_run=$4 old
  local -a archives=()
  [[ -d ${destination} ]] || return 0
  # The names sort by time. Only names that this script gives are looked at.
  mapfile -t archives < <(
    find "${destination}" -maxdepth 1 -type f -regextype posix-extended \
      -regex ".*/$(basename -- "${source}")-[0-9]{8}T[0-9]{6}Z\.tar\.[a-z]+" | sort -r
  )
  for old in "${archives[@]:keep}"; do
    if ((dry_run)); then
      log "would remove ${old}"
    else
      rm -f -- "${old}"
      log "removed ${old}"
    fi
  done
}
<%/ is.kind.backup %>
<%# is.kind.cleanup %>

delete_old() {
  local folder=$1 days=$2 pattern=$3 dry_run=$4 file count=0
  while IFS= read -r -d '' file; do
    count=$((count + 1))
    if ((dry_run)); then
      log "would delete ${file}"
    else
      rm -f -- "${file}"
      log "deleted ${file}"
    fi
  done < <(find "${folder}" -xdev -type f -name "${pattern}" -mmin "+$((days * 1440))" -print0)
  log "${count} files"
}
<%/ is.kind.cleanup %>

main() {
<%# is.kind.backup %>
  local source='' destination='' keep=<% keep %> dry_run=0 option
<%/ is.kind.backup %>
<%# is.kind.cleanup %>
  local source='' days=<% days %> pattern='*' dry_run=0 option
<%/ is.kind.cleanup %>
<%# lock %>
  local lock_file="${XDG_RUNTIME_DIR:-/run/lock}/<% name %>.lock"
<%/ lock %>
<%# metrics %>
  local metrics=''
<%/ metrics %>
  while getopts ':s:<%# is.kind.backup %>d:k:<%/ is.kind.backup %><%# is.kind.cleanup %>a:p:<%/ is.kind.cleanup %><%# lock %>l:<%/ lock %><%# metrics %>m:<%/ metrics %>nh' option; do
    case "${option}" in
      s) source=${OPTARG} ;;
<%# is.kind.backup %>
      d) destination=${OPTARG} ;;
      k) keep=${OPTARG} ;;
<%/ is.kind.backup %>
<%# is.kind.cleanup %>
      a) days=${OPTARG} ;;
      p) pattern=${OPTARG} ;;
<%/ is.kind.cleanup %>
<%# lock %>
      l) lock_file=${OPTARG} ;;
<%/ lock %>
<%# metrics %>
      m) metrics=${OPTARG} ;;
<%/ metrics %>
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
<%# is.kind.backup %>
  [[ -n ${destination} ]] || die 'no destination' "${USAGE_ERROR}"
  [[ ${keep} =~ ^[1-9][0-9]*$ ]] || die "not a positive number: ${keep}" "${USAGE_ERROR}"
<%/ is.kind.backup %>
<%# is.kind.cleanup %>
  source=$(realpath -- "${source}")
  [[ ${source} != / ]] || die 'refusing to clean up the root of the file system' "${USAGE_ERROR}"
  [[ ${days} =~ ^[1-9][0-9]*$ ]] || die "not a positive number: ${days}" "${USAGE_ERROR}"
<%/ is.kind.cleanup %>

  trap 'log "error: line ${LINENO}: ${BASH_COMMAND}"' ERR
<%# is.kind.backup %>
  trap clean_up EXIT
<%/ is.kind.backup %>
  trap 'exit 130' INT
  trap 'exit 143' TERM
<%# lock %>
  lock "${lock_file}"
<%/ lock %>
<%# is.kind.backup %>
  archive "${source}" "${destination}" "${dry_run}"
  prune "${source}" "${destination}" "${keep}" "${dry_run}"
<%/ is.kind.backup %>
<%# is.kind.cleanup %>
  delete_old "${source}" "${days}" "${pattern}" "${dry_run}"
<%/ is.kind.cleanup %>
<%# metrics %>
  if [[ -n ${metrics} ]] && ((!dry_run)); then write_metrics "${metrics}"; fi
<%/ metrics %>
}

main "$@"
