import CLibgit2

extension TextMerge {
  /// Merges by line as `git merge-file --diff3` does.
  ///
  /// The three must be text without a NUL: libgit2 answers a binary with success and a null buffer.
  @available(*, noasync)
  package init(base: [UInt8], ours: [UInt8], theirs: [UInt8]) throws(GitError) {
    let sizes = [base, ours, theirs].map { markerSizes(in: $0) }
    let size = freeMarkerSize(beside: sizes.reduce(into: []) { $0.formUnion($1) })
    self.init(
      marked: try markedMerge(base: base, ours: ours, theirs: theirs, markerSize: size), size: size)
  }
}

/// The merged text, with diff3 markers of this size around conflicts.
private func markedMerge(
  base: [UInt8], ours: [UInt8], theirs: [UInt8], markerSize: Int
) throws(GitError) -> [UInt8] {
  var options = unsafe git_merge_file_options()
  try check(.mergeTexts) {
    unsafe git_merge_file_options_init(&options, UInt32(GIT_MERGE_FILE_OPTIONS_VERSION))
  }
  unsafe options.flags = GIT_MERGE_FILE_STYLE_DIFF3.rawValue
  unsafe options.marker_size = UInt16(clamping: markerSize)

  var result = unsafe git_merge_file_result()
  let status = unsafe base.withMergeInput { base in
    unsafe ours.withMergeInput { ours in
      unsafe theirs.withMergeInput { theirs in
        unsafe git_merge_file(&result, base, ours, theirs, &options)
      }
    }
  }
  try check(.mergeTexts) { status }
  defer { unsafe git_merge_file_result_free(&result) }
  return unsafe Array(UnsafeRawBufferPointer(start: result.ptr, count: result.len))
}

extension [UInt8] {
  fileprivate func withMergeInput<Result>(
    _ body: (UnsafePointer<git_merge_file_input>) -> Result
  ) -> Result {
    unsafe withUnsafeBytes { bytes in
      var input = unsafe git_merge_file_input()
      unsafe input.version = UInt32(GIT_MERGE_FILE_INPUT_VERSION)
      unsafe input.ptr = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      unsafe input.size = bytes.count
      return unsafe body(&input)
    }
  }
}
