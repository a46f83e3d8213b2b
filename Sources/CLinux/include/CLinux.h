#ifndef TENON_CLINUX_H
#define TENON_CLINUX_H

// System calls and corners of the C library that Swift's Glibc module does not show.

#include <dirent.h>

/// openat2(2) below `folder`: no way out, no symbolic link followed in any component. -1 and errno on failure.
int tenon_open_below(int folder, const char *path, int flags, unsigned int mode);

/// O_PATH: a descriptor that only says where something is, opened without touching it.
extern const int tenon_locate;

/// renameat2(2): in one step, `target` must not be there (no replace), or the two change places (exchange).
int tenon_move(int folder, const char *path, int target_folder, const char *target);
int tenon_exchange(int folder, const char *path, int target_folder, const char *target);

/// mallopt(3): asks the kernel for address space in large steps; what is not used takes no memory.
///
/// glibc lets the heap of every thread but the first grow page by page, with a system call for each.
void tenon_grow_heaps_widely(void);

/// syncfs(2): everything on the file system that `file` lies on.
int tenon_sync_all(int file);

/// When `file` was made, in nanoseconds since 1970 (statx(2)). 0 where the file system does not say.
long long tenon_birth(int file);

/// sync_file_range(2): begins to write a file's contents and waits for nothing. A folder has none; a failure shows later.
void tenon_start_sync(int file);

/// The id of the file system that `file` lies on (statfs(2)), which a reboot does not change. -1 and errno on failure.
int tenon_file_system(int file, unsigned long long *id);

/// The name in a directory entry; it lives as long as the entry.
const char *tenon_entry_name(const struct dirent *entry);

/// Takes SIGINT, SIGTERM and SIGHUP in: from now on they are only noted. A signal that is ignored stays ignored.
///
/// Counted, and safe to call from several threads: the first hold takes them in, the last release gives them back.
void tenon_signals_hold(void);

/// The first signal that was noted since they were held, or 0.
int tenon_signals_noted(void);

/// Gives the signals back to whom they belonged before; the signal to pass on now, or 0.
int tenon_signals_release(void);

/// pipe2(2): the reader and the writer of a pipe that no program inherits. -1 and errno on failure.
int tenon_pipe(int ends[]);

/// posix_spawn(3): starts the program `words[0]` with these arguments and variables in `folder`; -1 and errno on failure.
///
/// `input` and `output` (standard output and error) replace the standard streams unless they are -1; with an `output`
/// there is nothing to read, and the program leads a process group of its own. Signals are as for a program that a shell
/// starts: SIGPIPE, SIGINT and SIGQUIT end it.
int tenon_spawn(char *const words[], char *const variables[], const char *folder, int input, int output);

/// How many cores this process may use.
int tenon_cores(void);

/// flock(2), which Swift hides behind the structure of the same name: 0 where the file is ours now.
int tenon_lock(int file);

#endif
