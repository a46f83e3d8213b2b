import Collecting
import Diagnostics
import Jobs
import Units

/// Where units go: skeleton, place and why, then files and alternatives.
struct PlaceView {
  let places: [PlaceReport]

  var lines: [String] {
    let width = places.map(\.skeleton.count).max() ?? 0
    return places.flatMap { place in
      let name = place.skeleton + String(repeating: " ", count: width - place.skeleton.count)
      let files = place.files.isEmpty ? "" : ": \(place.files.map(quoted).joined(separator: ", "))"
      let why = "\(place.source == .standard ? "default, " : "")\(place.because)\(files)"
      let others = place.alternatives.map { other in
        quoted(other.place)
          + (other.count == 0 ? "" : " (\(other.isEqual ? "equally likely" : "\(other.count)"))")
      }
      return ["\(name)  \(quoted(place.place))  (\(why))"]
        + (others.isEmpty
          ? [] : ["\(String(repeating: " ", count: width))  or \(others.joined(separator: ", "))"])
    }
  }
}

/// A place with its evidence, as `places[]` of `tenon.init/1` and `tenon.doctor/1`.
struct PlaceDocument: Codable {
  let skeleton: String
  let place: String
  /// `configured`, `found`, `related` or `default`.
  let source: String
  let because: String
  let files: [String]
  let alternatives: [Alternative]

  struct Alternative: Codable {
    let place: String
    let count: Int
    let equal: Bool
  }

  init(_ report: PlaceReport) {
    skeleton = report.skeleton
    place = report.place
    source = report.source.rawValue
    because = report.because
    files = report.files
    alternatives = report.alternatives.map {
      Alternative(place: $0.place, count: $0.count, equal: $0.isEqual)
    }
  }
}
