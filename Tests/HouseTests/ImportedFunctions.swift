import Foundation
import Testing
import TestSupport

/// The functions of libgit2 that the executable may call: readers all of them.
///
/// A name that is not here is either a writer, which is never wanted, or a reader that somebody has to look at: what it
/// opens by itself, what it leaves below `.git`.
@Suite struct ImportedFunctions {
  private static let start = [
    "git_libgit2_init", "git_libgit2_opts", "git_libgit2_version", "git_error_last", "git_error_clear",
    "git_buf_dispose",
  ]
  private static let repository = [
    "git_repository_open_ext", "git_repository_free", "git_repository_path", "git_repository_workdir",
    "git_repository_is_shallow", "git_repository_state", "git_repository_config", "git_repository_index",
    "git_repository_odb", "git_repository_commondir",
    // In memory alone: `set_workdir` writes where it is to update the link of a worktree, which nobody asks for.
    "git_repository_set_workdir", "git_repository_set_index",
  ]
  /// `add_file_ondisk` adds a file to what is read; only the setters write one.
  private static let configuration = [
    "git_config_open_default", "git_config_free", "git_config_add_file_ondisk", "git_config_get_string_buf",
    "git_config_multivar_iterator_new", "git_config_next", "git_config_iterator_free",
    "git_config_parse_bool",
    "git_config_parse_path",
  ]
  private static let history = [
    "git_reference_lookup", "git_reference_name_to_id", "git_reference_symbolic_target", "git_reference_free",
    "git_revparse_single", "git_object_peel", "git_object_id", "git_object_free",
    "git_odb_read", "git_odb_read_header", "git_odb_hash", "git_odb_free",
    "git_odb_object_data", "git_odb_object_size", "git_odb_object_free", "git_tree_lookup", "git_tree_free",
    "git_merge_base",
  ]
  private static let workingTree = [
    "git_index_open", "git_index_free", "git_index_entrycount", "git_index_checksum", "git_index_get_byindex",
    "git_index_get_bypath",
    "git_index_find_prefix", "git_index_reuc_entrycount", "git_index_reuc_get_byindex",
    "git_attr_get", "git_attr_value",
    "git_filter_list_load", "git_filter_list_apply_to_buffer", "git_filter_list_free",
    "git_status_options_init", "git_status_list_new", "git_status_list_entrycount", "git_status_byindex",
    "git_status_list_free",
  ]
  private static let comparison = [
    "git_diff_options_init", "git_diff_tree_to_index", "git_diff_num_deltas", "git_diff_get_delta",
    "git_diff_free",
    "git_merge_file", "git_merge_file_options_init", "git_merge_file_result_free",
    "git_patch_from_buffers", "git_patch_num_hunks", "git_patch_get_hunk", "git_patch_get_line_in_hunk",
    "git_patch_to_buf", "git_patch_free",
  ]
  private static let allowed = Set(start + repository + configuration + history + workingTree + comparison)

  @Test(.requires("nm")) func `the executable calls no function of libgit2 that is not on the list`() throws {
    let listing = try runProgram(
      "nm", ["-D", "--undefined-only", tenonExecutable()], in: projectRoot, environment: ["PATH": searchPath])
    let names = listing.text.split(whereSeparator: \.isWhitespace).map(String.init)
    let imported = Set(names.filter { $0.hasPrefix("git_") })
    #expect(listing.status == 0)
    #expect(imported.contains("git_repository_open_ext"), "the executable reads git")
    #expect(imported.subtracting(Self.allowed) == [])
  }

  @Test func `the list holds no function that nobody calls`() {
    let words = (SourceFile.sources.filter { ["Texts", "GitReading"].contains($0.room) }.flatMap(\.lines))
      .map(\.words)
    let called = words.reduce(into: Set<String>()) { $0.formUnion($1) }
    let shims: Set = ["git_libgit2_opts"]
    #expect(Self.allowed.subtracting(called).subtracting(shims) == [])
  }
}
