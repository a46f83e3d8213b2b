#!/usr/bin/env bash
<%# is.preset.plain %>
# <% title(name) %>: says what it does, does nothing twice at a time and cleans up after itself.
<%/ is.preset.plain %>
<%# is.preset.backup %>
# Archive a folder, keep the newest archives and remove the older ones.
<%/ is.preset.backup %>
<%# is.preset.cleanup %>
# Delete the files of a folder that have not been changed for some days.
<%/ is.preset.cleanup %>
set -Eeuo pipefail
IFS=$'\n\t'
umask 077

readonly PROGRAM=${0##*/}
readonly USAGE_ERROR=64
<%# lock %>
readonly BUSY=75
<%/ lock %>
<%# is.preset.backup %>

partial=''
<%/ is.preset.backup %>
<%# is.preset.plain %>

scratch=''
dry_run=0
<%/ is.preset.plain %>
<%# metrics %>

metrics=''
<%/ metrics %>

log() { printf '%s %s: %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "${PROGRAM}" "$*" >&2; }

die() {
  log "error: $1"
  exit "${2:-1}"
}

usage() {
  cat <<USAGE
<%# is.preset.plain %>
usage: ${PROGRAM}<%# lock %> [-l LOCK]<%/ lock %><%# metrics %> [-m FILE]<%/ metrics %> [-n] [ARGUMENT...]
<%/ is.preset.plain %>
<%# is.preset.backup %>
usage: ${PROGRAM} -s SOURCE -d DESTINATION [-k KEEP]<%# lock %> [-l LOCK]<%/ lock %><%# metrics %> [-m FILE]<%/ metrics %> [-n]
  -s  folder to archive
  -d  folder for the archives
  -k  number of archives to keep (default: <% keep %>)
<%/ is.preset.backup %>
<%# is.preset.cleanup %>
usage: ${PROGRAM} -s FOLDER [-a DAYS] [-p PATTERN]<%# lock %> [-l LOCK]<%/ lock %><%# metrics %> [-m FILE]<%/ metrics %> [-n]
  -s  folder to clean up; other file systems below it are left alone
  -a  age in days from which a file is deleted (default: <% days %>)
  -p  pattern of the names, such as '*.log' (default: all)
<%/ is.preset.cleanup %>
<%# lock %>
<%# is.preset.plain %>
  -l  lock file (default: /run/lock/<% name %>.lock)
<%/ is.preset.plain %>
<%# is.preset.backup %>
  -l  lock file (default: .<% name %>.lock in DESTINATION, for the timer and by hand alike)
<%/ is.preset.backup %>
<%# is.preset.cleanup %>
  -l  lock file (default: FOLDER itself, for the timer and by hand alike)
<%/ is.preset.cleanup %>
<%/ lock %>
<%# metrics %>
  -m  file for node exporter's textfile collector, ending in .prom
<%/ metrics %>
  -n  dry run: say what would be done
  -h  this text
USAGE
}
<%# lock %>

# Held until the process ends: the descriptor is never closed. A lock that another user made need only be readable.
lock() {
  local file=$1 descriptor
  if [[ ! -e ${file} ]]; then (umask 022 && : >>"${file}") || die "cannot make the lock ${file@Q}"; fi
  exec {descriptor}<"${file}" || die "cannot open the lock ${file@Q}"
  flock --nonblock "${descriptor}" || die "another run holds ${file@Q}" "${BUSY}"
}
<%/ lock %>
<%# metrics %>

# Written beside and renamed, so that the collector never reads half a file. A failure keeps the time of the last success.
write_metrics() {
  local file=$1 status=$2 name success now
  name=$(tr -c 'a-z0-9\n' '_' <<<'<% name %>')
  now=$(date +%s)
  success=$(sed -n "s/^${name}_last_success_seconds //p" "${file}" 2>/dev/null || true)
  if ((status == 0)); then success=${now}; fi
  {
    printf '# TYPE %s_last_run_seconds gauge\n%s_last_run_seconds %s\n' "${name}" "${name}" "${now}"
    printf '# TYPE %s_last_exit_status gauge\n%s_last_exit_status %s\n' "${name}" "${name}" "${status}"
    if [[ -n ${success} ]]; then
      printf '# TYPE %s_last_success_seconds gauge\n%s_last_success_seconds %s\n' "${name}" "${name}" "${success}"
    fi
  } >"${file}.partial"
  chmod 0644 -- "${file}.partial"
  mv -- "${file}.partial" "${file}"
}
<%/ metrics %>

at_exit() {
  local status=$?
<%# is.preset.plain %>
  if [[ -n ${scratch} ]]; then rm -rf -- "${scratch}"; fi
<%/ is.preset.plain %>
<%# is.preset.backup %>
  if [[ -n ${partial} ]]; then rm -f -- "${partial}"; fi
<%/ is.preset.backup %>
<%# metrics %>
  if [[ -n ${metrics} ]]; then write_metrics "${metrics}" "${status}"; fi
<%/ metrics %>
  return "${status}"
}
<%# is.preset.plain %>

# Every change goes through here, so that a dry run only says it.
run() {
  if ((dry_run)); then
    log "would run ${*@Q}"
  else
    "$@"
  fi
}

# What the script is for stands here. The folder is deleted at the end, however that comes.
work() {
  local folder=$1 argument
  shift
  for argument in "$@"; do
    log "works on ${argument@Q}"
    run touch -- "${folder}/done"
  done
  log "$# arguments done"
}
<%/ is.preset.plain %>
<%# is.preset.backup %>

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
  tar --create <%# is.compression.gzip %>--gzip<%/ is.compression.gzip %><%# is.compression.zstd %>--zstd<%/ is.compression.zstd %><%# is.compression.xz %>--xz<%/ is.compression.xz %> --format=pax --label="${source}" --acls --xattrs --xattrs-include='*' \
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
<%/ is.preset.backup %>
<%# is.preset.cleanup %>

delete_old() {
  local folder=$1 days=$2 pattern=$3 dry_run=$4 file count=0
  while IFS= read -r -d '' file; do
    count=$((count + 1))
    if ((dry_run)); then
      log "would delete ${file@Q}"
    else
      rm -f -- "${file}"
      log "deleted ${file@Q}"
    fi
  done < <(find "${folder}" -xdev -type f -name "${pattern}" -mmin "+$((days * 1440))" -print0)
  log "${count} files"
}
<%/ is.preset.cleanup %>

main() {
<%# is.preset.backup %>
  local source='' destination='' keep=<% keep %> dry_run=0 option file
<%/ is.preset.backup %>
<%# is.preset.cleanup %>
  local source='' days=<% days %> pattern='*' dry_run=0 option
<%/ is.preset.cleanup %>
<%# is.preset.plain %>
  local option
<%/ is.preset.plain %>
<%# lock %>
  local lock_file=''
<%/ lock %>
<%# metrics %>
  local wanted_metrics=''
<%/ metrics %>
  while getopts ':<%# is.preset.backup %>s:d:k:<%/ is.preset.backup %><%# is.preset.cleanup %>s:a:p:<%/ is.preset.cleanup %><%# lock %>l:<%/ lock %><%# metrics %>m:<%/ metrics %>nh' option; do
    case "${option}" in
<%# is.preset.backup %>
      s) source=${OPTARG} ;;
      d) destination=${OPTARG} ;;
      k) keep=${OPTARG} ;;
<%/ is.preset.backup %>
<%# is.preset.cleanup %>
      s) source=${OPTARG} ;;
      a) days=${OPTARG} ;;
      p) pattern=${OPTARG} ;;
<%/ is.preset.cleanup %>
<%# lock %>
      l) lock_file=${OPTARG} ;;
<%/ lock %>
<%# metrics %>
      m) wanted_metrics=${OPTARG} ;;
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
<%^ is.preset.plain %>
  (($# == 0)) || die "unexpected argument: $1" "${USAGE_ERROR}"
  [[ -d ${source} ]] || die "no such folder: ${source:-(none)}" "${USAGE_ERROR}"
  source=$(realpath -- "${source}")
<%/ is.preset.plain %>
<%# is.preset.backup %>
  [[ -n ${destination} ]] || die 'no destination' "${USAGE_ERROR}"
  [[ ${keep} =~ ^[1-9][0-9]{0,8}$ ]] || die "not a positive number: ${keep}" "${USAGE_ERROR}"
  destination=$(realpath -m -- "${destination}")
  [[ ${destination} != "${source}" ]] || die 'the archives would be in the folder that is archived' "${USAGE_ERROR}"
  file="${destination%/}/$(name_of "${source}")-$(date -u +%Y%m%dT%H%M%SZ)<%# is.compression.gzip %>.tar.gz<%/ is.compression.gzip %><%# is.compression.zstd %>.tar.zst<%/ is.compression.zstd %><%# is.compression.xz %>.tar.xz<%/ is.compression.xz %>"
<%/ is.preset.backup %>
<%# is.preset.cleanup %>
  [[ ${source} != / ]] || die 'refusing to clean up the root of the file system' "${USAGE_ERROR}"
  [[ ${days} =~ ^[1-9][0-9]{0,5}$ ]] || die "not a positive number: ${days}" "${USAGE_ERROR}"
<%/ is.preset.cleanup %>

  trap 'log "error: line ${LINENO}: ${BASH_COMMAND}"' ERR
  trap at_exit EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
<%# lock %>
<%# is.preset.plain %>
  lock "${lock_file:-/run/lock/<% name %>.lock}"
<%/ is.preset.plain %>
<%# is.preset.backup %>
  if [[ -z ${lock_file} ]] && ((!dry_run)); then mkdir -p -- "${destination}"; fi
  if [[ -n ${lock_file} ]] || ((!dry_run)); then lock "${lock_file:-${destination}/.<% name %>.lock}"; fi
<%/ is.preset.backup %>
<%# is.preset.cleanup %>
  lock "${lock_file:-${source}}"
<%/ is.preset.cleanup %>
<%/ lock %>
<%# metrics %>
  if ((!dry_run)); then metrics=${wanted_metrics}; fi
<%/ metrics %>
<%# is.preset.plain %>
  scratch=$(mktemp -d)
  work "${scratch}" "$@"
<%/ is.preset.plain %>
<%# is.preset.backup %>
  [[ ! -e ${file} ]] || die "there is an archive of this second: ${file@Q}"
  if ((dry_run)); then
    log "would write ${file@Q}"
  else
    mkdir -p -- "${destination}"
    archive "${source}" "${destination}" "${file}"
  fi
  prune "${source}" "${destination}" "${keep}" "${dry_run}" "${file}"
<%/ is.preset.backup %>
<%# is.preset.cleanup %>
  delete_old "${source}" "${days}" "${pattern}" "${dry_run}"
<%/ is.preset.cleanup %>
}

main "$@"
