/// Rows of value numbers that cover all pairs, found greedily and always the same.
struct PairCover {
  private let counts: [Int]
  private let offsets: [Int]
  private let width: Int
  private var isOpen: [Bool]

  init(counts: [Int]) {
    self.counts = counts
    var offsets: [Int] = []
    var sum = 0
    for count in counts {
      offsets.append(sum)
      sum += count
    }
    self.offsets = offsets
    width = sum
    isOpen = Array(repeating: false, count: sum * sum)
    for one in counts.indices {
      for other in counts.indices where one < other {
        for first in 0..<counts[one] {
          for second in 0..<counts[other] {
            isOpen[(offsets[one] + first) * width + offsets[other] + second] = true
          }
        }
      }
    }
  }

  func rows() -> [[Int]] {
    if counts.count == 1 { return (0..<counts[0]).map { [$0] } }
    var cover = self
    var rows: [[Int]] = []
    while let cell = cover.isOpen.firstIndex(of: true) { rows.append(cover.row(covering: cell)) }
    return rows
  }

  /// A row that holds one open pair, and of every other factor the value that closes most.
  private mutating func row(covering cell: Int) -> [Int] {
    var row: [Int?] = Array(repeating: nil, count: counts.count)
    for position in [cell / width, cell % width] {
      let factor = offsets.lastIndex { $0 <= position } ?? 0
      row[factor] = position - offsets[factor]
    }
    for factor in counts.indices where row[factor] == nil {
      row[factor] = (0..<counts[factor]).max {
        gain(of: $0, for: factor, in: row) < gain(of: $1, for: factor, in: row)
      }
    }
    let values = row.map { $0 ?? 0 }
    close(values)
    return values
  }

  private func gain(of value: Int, for factor: Int, in row: [Int?]) -> Int {
    var gain = 0
    for (other, chosen) in row.enumerated() where other != factor {
      if let chosen, isOpen[index(factor, value, other, chosen)] { gain += 1 }
    }
    return gain
  }

  private mutating func close(_ row: [Int]) {
    for one in row.indices {
      for other in row.indices where one < other { isOpen[index(one, row[one], other, row[other])] = false }
    }
  }

  private func index(_ one: Int, _ first: Int, _ other: Int, _ second: Int) -> Int {
    one < other
      ? (offsets[one] + first) * width + offsets[other] + second
      : (offsets[other] + second) * width + offsets[one] + first
  }
}
