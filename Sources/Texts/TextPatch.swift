import CLibgit2

/// Compares two buffers and hands out the patch while the buffers are still: libgit2 does not copy them.
func withTextPatch<Result>(
  from old: [UInt8], to new: [UInt8], flags: [git_diff_option_t], context: Int,
  _ body: (borrowing TextPatch) throws(GitError) -> Result
) throws(GitError) -> Result {
  try unsafe old.withUnsafeBufferPointer { old throws(GitError) in
    try unsafe new.withUnsafeBufferPointer { new throws(GitError) in
      try body(try unsafe TextPatch(from: old, to: new, flags: flags, context: context))
    }
  }
}

/// A patch of libgit2's that points into the buffers it was made from.
@safe struct TextPatch: ~Copyable {
  private let handle: OpaquePointer

  fileprivate init(
    from old: UnsafeBufferPointer<UInt8>, to new: UnsafeBufferPointer<UInt8>,
    flags: [git_diff_option_t], context: Int
  ) throws(GitError) {
    var options = unsafe git_diff_options()
    try check(.diffTexts) { unsafe git_diff_options_init(&options, UInt32(GIT_DIFF_OPTIONS_VERSION)) }
    unsafe options.flags = flags.reduce(0) { $0 | $1.rawValue }
    unsafe options.context_lines = UInt32(clamping: context)
    unsafe handle = try make(.diffTexts) { patch in
      unsafe git_patch_from_buffers(
        &patch, old.baseAddress, old.count, nil, new.baseAddress, new.count, nil, &options)
    }
  }

  deinit { unsafe git_patch_free(handle) }

  /// The whole patch as libgit2 prints it.
  func text() throws(GitError) -> [UInt8] {
    var buffer = unsafe git_buf()
    defer { unsafe git_buf_dispose(&buffer) }
    try check(.diffTexts) { unsafe git_patch_to_buf(&buffer, handle) }
    return unsafe Array(UnsafeRawBufferPointer(start: buffer.ptr, count: buffer.size))
  }

  func hunks() throws(GitError) -> [TextDiff.Hunk] {
    var hunks: [TextDiff.Hunk] = []
    let count = unsafe git_patch_num_hunks(handle)
    for index in 0..<count { hunks.append(try hunk(index)) }
    return hunks
  }

  private func hunk(_ index: Int) throws(GitError) -> TextDiff.Hunk {
    var found: UnsafePointer<git_diff_hunk>?
    var count = 0
    try check(.diffTexts) { unsafe git_patch_get_hunk(&found, &count, handle, index) }
    var lines: [TextDiff.Line] = []
    for position in 0..<count {
      if let line = try line(position, ofHunk: index) { lines.append(line) }
    }
    let hunk = unsafe found?.pointee ?? git_diff_hunk()
    return TextDiff.Hunk(
      oldStart: Int(hunk.old_start), oldCount: Int(hunk.old_lines),
      newStart: Int(hunk.new_start), newCount: Int(hunk.new_lines),
      heading: heading(of: hunk), lines: lines)
  }

  /// Nil for the remark that a file has no final newline: the bytes show it.
  private func line(_ position: Int, ofHunk hunk: Int) throws(GitError) -> TextDiff.Line? {
    var found: UnsafePointer<git_diff_line>?
    try check(.diffTexts) { unsafe git_patch_get_line_in_hunk(&found, handle, hunk, position) }
    guard let line = unsafe found?.pointee, let kind = kind(ofOrigin: unsafe line.origin) else { return nil }
    let bytes = unsafe Array(UnsafeRawBufferPointer(start: line.content, count: line.content_len))
    return unsafe TextDiff.Line(
      kind: kind, bytes: bytes, oldNumber: number(line.old_lineno), newNumber: number(line.new_lineno))
  }

  private func kind(ofOrigin origin: CChar) -> TextDiff.Kind? {
    switch UInt8(bitPattern: origin) {
    case UInt8(ascii: " "): .context
    case UInt8(ascii: "-"): .removed
    case UInt8(ascii: "+"): .added
    default: nil
    }
  }

  private func number(_ number: Int32) -> Int? { number > 0 ? Int(number) : nil }

  /// What is after `@@ -1,3 +1,3 @@`, without the blank and the line feed around it.
  private func heading(of hunk: git_diff_hunk) -> [UInt8] {
    let header = unsafe withUnsafeBytes(of: hunk.header) { unsafe Array($0.prefix(hunk.header_len)) }
    let parts = header.split(separator: UInt8(ascii: "@"), maxSplits: 4, omittingEmptySubsequences: false)
    guard parts.count == 5, let rest = parts.last else { return [] }
    return Array(rest.drop { $0 == UInt8(ascii: " ") }.prefix { $0 != lineFeed })
  }
}
