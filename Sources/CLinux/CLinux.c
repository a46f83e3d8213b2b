#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <malloc.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

int tenon_open_below(int folder, const char *path, int flags, unsigned int mode) {
  struct open_how how = {
      .flags = (unsigned int)flags,
      .mode = (flags & O_CREAT) ? mode : 0,
      .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS,
  };
  return (int)syscall(SYS_openat2, folder, path, &how, sizeof how);
}

const int tenon_locate = O_PATH;

int tenon_move(int folder, const char *path, int target_folder, const char *target) {
  return renameat2(folder, path, target_folder, target, RENAME_NOREPLACE);
}

int tenon_exchange(int folder, const char *path, int target_folder, const char *target) {
  return renameat2(folder, path, target_folder, target, RENAME_EXCHANGE);
}

void tenon_grow_heaps_widely(void) {
#ifdef __GLIBC__
  mallopt(M_TOP_PAD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 128 << 20);
  mallopt(M_MMAP_THRESHOLD, 4 << 20);
#endif
}

int tenon_sync_all(int file) { return syncfs(file); }

long long tenon_birth(int file) {
  struct statx status;
  if (statx(file, "", AT_EMPTY_PATH, STATX_BTIME, &status) != 0 || !(status.stx_mask & STATX_BTIME)) return 0;
  return status.stx_btime.tv_sec * 1000000000LL + status.stx_btime.tv_nsec;
}

void tenon_start_sync(int file) { (void)sync_file_range(file, 0, 0, SYNC_FILE_RANGE_WRITE); }

const char *tenon_entry_name(const struct dirent *entry) { return entry->d_name; }

int tenon_file_system(int file, unsigned long long *id) {
  struct statfs status;
  if (fstatfs(file, &status) != 0) return -1;
  *id = 0;
  memcpy(id, &status.f_fsid, sizeof status.f_fsid < sizeof *id ? sizeof status.f_fsid : sizeof *id);
  return 0;
}

int tenon_cores(void) {
  cpu_set_t cores;
  return sched_getaffinity(0, sizeof cores, &cores) == 0 ? CPU_COUNT(&cores) : 1;
}

int tenon_lock(int file) { return flock(file, LOCK_EX | LOCK_NB); }

int tenon_pipe(int ends[]) { return pipe2(ends, O_CLOEXEC); }

int tenon_spawn(char *const words[], char *const variables[], const char *folder, int input, int output) {
  posix_spawn_file_actions_t files;
  posix_spawnattr_t traits;
  posix_spawn_file_actions_init(&files);
  posix_spawnattr_init(&traits);
  posix_spawn_file_actions_addchdir_np(&files, folder);
  if (input >= 0) posix_spawn_file_actions_adddup2(&files, input, 0);
  if (output >= 0) {
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&files, output, 1);
    posix_spawn_file_actions_adddup2(&files, output, 2);
  }
  sigset_t usual, none;
  sigemptyset(&none);
  sigemptyset(&usual);
  for (int number = 1; number < 32; number++) sigaddset(&usual, number);
  posix_spawnattr_setsigdefault(&traits, &usual);
  posix_spawnattr_setsigmask(&traits, &none);
  posix_spawnattr_setflags(&traits,
                           POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | (output >= 0 ? POSIX_SPAWN_SETPGROUP : 0));
  pid_t child = -1;
  int fault = posix_spawn(&child, words[0], &files, &traits, words, variables);
  posix_spawnattr_destroy(&traits);
  posix_spawn_file_actions_destroy(&files);
  if (fault == 0) return child;
  errno = fault;
  return -1;
}

static const int watched[] = {SIGINT, SIGTERM, SIGHUP};
#define WATCHED (sizeof watched / sizeof *watched)

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static int holds;
static struct sigaction former[WATCHED];
static volatile sig_atomic_t noted;

static void note(int number) {
  if (noted == 0) noted = number;
}

static void take_in(void) {
  struct sigaction action = {.sa_handler = note, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  noted = 0;
  for (size_t index = 0; index < WATCHED; index++) {
    sigaction(watched[index], NULL, &former[index]);
    if (former[index].sa_handler != SIG_IGN) sigaction(watched[index], &action, NULL);
  }
}

static void give_back(void) {
  for (size_t index = 0; index < WATCHED; index++) sigaction(watched[index], &former[index], NULL);
}

void tenon_signals_hold(void) {
  pthread_mutex_lock(&turn);
  if (holds++ == 0) take_in();
  pthread_mutex_unlock(&turn);
}

int tenon_signals_noted(void) { return noted; }

int tenon_signals_release(void) {
  int due = 0;
  pthread_mutex_lock(&turn);
  if (--holds == 0) {
    give_back();
    due = noted;
    noted = 0;
  }
  pthread_mutex_unlock(&turn);
  return due;
}
