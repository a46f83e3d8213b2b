/// How much of two files is the same, in percent, as git measures it to find renames.
///
/// Git's measure (`diffcore-delta.c`): both are cut into lines, long ones into pieces of 64 bytes; what one can copy
/// from the other, against the size of the larger. Git counts a rename from 50 on.
package func similarity(of old: [UInt8], and new: [UInt8]) -> Int {
  if old == new { return 100 }
  let larger = max(old.count, new.count)
  let smaller = min(old.count, new.count)
  if smaller == 0 || larger > 2 * smaller { return 0 }
  let available = chunks(of: old)
  let copied = chunks(of: new).reduce(into: 0) { sum, chunk in
    sum += chunk.key.count * min(chunk.value, available[chunk.key, default: 0])
  }
  return copied * 100 / larger
}

/// How often each piece is in the text.
private func chunks(of bytes: [UInt8]) -> [ArraySlice<UInt8>: Int] {
  var counts: [ArraySlice<UInt8>: Int] = [:]
  for line in TextLines(bytes) {
    for start in stride(from: line.startIndex, to: line.endIndex, by: 64) {
      counts[line[start..<min(start + 64, line.endIndex)], default: 0] += 1
    }
  }
  return counts
}
