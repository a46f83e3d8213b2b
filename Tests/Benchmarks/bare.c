/* What a program costs that does nothing but what every reader of a repository must: `bare open`, `bare index`. */
#include <git2.h>
#include <string.h>

int main(int count, char **words) {
  git_repository *repository = NULL;
  git_index *index = NULL;
  if (git_libgit2_init() < 0 || git_repository_open_ext(&repository, ".", 0, NULL) < 0) return 1;
  if (count > 1 && strcmp(words[1], "index") == 0 && git_repository_index(&index, repository) < 0) return 1;
  git_index_free(index);
  git_repository_free(repository);
  return 0;
}
