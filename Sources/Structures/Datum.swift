/// What a text states, without how it states it.
package indirect enum Datum: Hashable, Sendable {
  case scalar(String)
  /// By key; several values where the format allows a key more than once.
  case map([String: [Datum]])
  case list([Datum])
  /// By place: a call's arguments, a row's cells.
  case arguments([Datum])
  /// The documents of a stream.
  case documents([Datum])
  /// A value with an anchor, a tag or the name of a function.
  case labelled(String, Datum)
}

extension SourceTree {
  /// What the text states.
  package var datum: Datum { root.datum }
}

extension SourceTree.Value {
  /// What the value states.
  package var datum: Datum {
    switch self {
    case .atom(let atom): .scalar(atom.meaning)
    case .container(let container): container.datum
    }
  }
}

extension SourceTree.Container {
  fileprivate var datum: Datum {
    let datum: Datum =
      switch kind {
      case .map: .map(pairs)
      case .list: .list(entries.map(\.value.datum))
      case .arguments: .arguments(entries.map(\.value.datum))
      case .documents: .documents(entries.map(\.value.datum))
      }
    return label.isEmpty ? datum : .labelled(label, datum)
  }

  private var pairs: [String: [Datum]] {
    var pairs = [String: [Datum]](minimumCapacity: entries.count)
    for entry in entries { pairs[entry.key ?? "", default: []].append(entry.value.datum) }
    return pairs
  }
}
