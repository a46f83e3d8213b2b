import Units
/// Seconds since 1970 as RFC 3339 writes them, in UTC.
///
/// Years are counted from March, so that a leap day is a year's last, and in eras of 400 years, after which the
/// calendar repeats (Howard Hinnant, "chrono-compatible low-level date algorithms").
func timestamp(_ seconds: Int) -> String {
  let days = floorDivision(seconds, 86_400)
  let time = seconds - days * 86_400
  let sinceMarch0 = days + 719_468
  let era = floorDivision(sinceMarch0, 146_097)
  let dayOfEra = sinceMarch0 - era * 146_097
  let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let month = (5 * dayOfYear + 2) / 153
  let day = dayOfYear - (153 * month + 2) / 5 + 1
  let year = yearOfEra + era * 400 + (month < 10 ? 0 : 1)
  let date = [padded(year, 4), padded(month < 10 ? month + 3 : month - 9), padded(day)]
  let clock = [padded(time / 3600), padded(time / 60 % 60), padded(time % 60)]
  return "\(date.joined(separator: "-"))T\(clock.joined(separator: ":"))Z"
}

private func floorDivision(_ number: Int, _ divisor: Int) -> Int {
  (number >= 0 ? number : number - divisor + 1) / divisor
}

private func padded(_ number: Int, _ width: Int = 2) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
