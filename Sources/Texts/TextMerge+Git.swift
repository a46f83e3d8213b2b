import CLibgit2

extension TextMerge {
  /// Merges by line as `git merge-file` does, and shows what conflicts as its `--diff3` does.
  ///
  /// Lines are decided at git's own level, zealous: with diff3 markers it settles less. The three must be text without
  /// a NUL: libgit2 answers a binary with success and a null buffer.
  @available(*, noasync)
  package init(base: [UInt8], ours: [UInt8], theirs: [UInt8]) throws(GitError) {
    let sizes = [base, ours, theirs].map { markerSizes(in: $0) }
    let size = freeMarkerSize(beside: sizes.reduce(into: []) { $0.formUnion($1) })
    let shown = try fileMerge(base: base, ours: ours, theirs: theirs, markerSize: size, style: .diff3)
    if !shown.isClean {
      let decided = try fileMerge(base: base, ours: ours, theirs: theirs, markerSize: size, style: .zealous)
      if decided.isClean {
        self.init(pieces: decided.text.isEmpty ? [] : [.agreed(decided.text)])
        return
      }
    }
    self.init(marked: shown.text, size: size)
  }
}

/// Both sides' lines of a conflict, ours first, as git's merge driver `union` writes them (gitattributes(5)).
func union(base: [UInt8], ours: [UInt8], theirs: [UInt8]) throws(GitError) -> [UInt8] {
  try fileMerge(base: base, ours: ours, theirs: theirs, markerSize: 7, style: .union).text
}

/// How much is decided before markers are written.
private enum MergeStyle {
  case zealous, diff3, union

  var flags: UInt32 {
    switch self {
    case .zealous, .union: GIT_MERGE_FILE_DEFAULT.rawValue
    case .diff3: GIT_MERGE_FILE_STYLE_DIFF3.rawValue
    }
  }
}

/// The merged text, with markers of this size around conflicts, and whether there are none.
private func fileMerge(
  base: [UInt8], ours: [UInt8], theirs: [UInt8], markerSize: Int, style: MergeStyle
) throws(GitError) -> (text: [UInt8], isClean: Bool) {
  var options = unsafe git_merge_file_options()
  try check(.mergeTexts) {
    unsafe git_merge_file_options_init(&options, UInt32(GIT_MERGE_FILE_OPTIONS_VERSION))
  }
  unsafe options.flags = style.flags
  unsafe options.marker_size = UInt16(clamping: markerSize)
  if style == .union { unsafe options.favor = GIT_MERGE_FILE_FAVOR_UNION }

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
  let text = unsafe Array(UnsafeRawBufferPointer(start: result.ptr, count: result.len))
  return unsafe (text, result.automergeable == 1)
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
