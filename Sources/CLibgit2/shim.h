#include <git2.h>
#include <git2/sys/index.h>
#include <git2/sys/repository.h>

// git_libgit2_opts takes variable arguments, which Swift cannot pass.

static inline int tenon_git_set_owner_validation(int enabled) {
  return git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, enabled);
}

static inline int tenon_git_set_search_path(int level, const char *path) {
  return git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, path);
}
