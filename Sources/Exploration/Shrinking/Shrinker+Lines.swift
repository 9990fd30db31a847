import Harness
import Reconciliation
import ScenarioLanguage
import Trading

extension Shrinker {
  /// Drops what never did anything.
  mutating func removeIdleLines(_ first: CaseResult) {
    let idle = first.idleLines
    guard !idle.isEmpty else { return }
    attempt { scenario in
      scenario.timeline = scenario.timeline.indices.filter { !idle.contains($0) }.map { scenario.timeline[$0] }
    }
  }

  /// Drops what comes after the failure; a liveness failure needs its healing time.
  mutating func truncate() {
    guard failure.kind == .safety else { return }
    let end = failure.instant
    attempt { scenario in
      scenario.timeline.removeAll { line in
        if case .at(let span) = line.time.value { Instant.origin + span > end } else { false }
      }
    }
    shortenEnd()
  }

  /// An end that comes when it is quiet would move with every line that is left out.
  mutating func fixEnd() {
    if best.header.endsWhenQuiet { attempt { $0.header.endsWhenQuiet = false } }
  }

  /// Tries ends that are sooner.
  mutating func shortenEnd() {
    guard let ends = best.header.ends?.value else { return }
    let last =
      best.timeline.compactMap { line in
        if case .at(let span) = line.time.value { span } else { nil }
      }.max() ?? .zero
    let least = failure.kind == .safety ? failure.instant - .origin : last
    for seconds in [0, 1, 5, 10, 20, 30, 45, 60] {
      let wholeSeconds = Int((least.nanoseconds + 999_999_999) / 1_000_000_000)
      let candidate = TimeSpan.seconds(wholeSeconds + seconds)
      guard candidate < ends else { return }
      if attempt({ $0.header.ends = Located(candidate) }) { return }
    }
  }

  /// Moves the end onto a whole second; nothing but the end of the run is there.
  mutating func roundEnd() {
    guard let ends = best.header.ends?.value, ends.nanoseconds % 1_000_000_000 != 0 else { return }
    attempt { $0.header.ends = Located(.seconds(Int(ends.nanoseconds / 1_000_000_000) + 1)) }
  }

  /// Delta debugging from the back: an order goes with every line about it, any other line by itself.
  mutating func removeLines() {
    var size = max(1, best.timeline.count / 2)
    while true {
      var end = best.timeline.count
      while end > 0 {
        let start = max(0, end - size)
        remove(start..<min(end, best.timeline.count))
        end = min(start, best.timeline.count)
      }
      if size == 1 { break }
      size /= 2
    }
  }

  private mutating func remove(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    attempt { scenario in
      var gone = scenario.timeline[range].flatMap { $0.placedOrder.map { [$0] } ?? [] }
      gone = gone.filter { name in
        !scenario.setup.contains { $0.value.form.opening?.order.name.value == name }
      }
      scenario.timeline = scenario.timeline.indices.filter { index in
        !range.contains(index) && !scenario.timeline[index].orders.contains { gone.contains($0) }
      }.map { scenario.timeline[$0] }
    }
  }

  /// Drops settings one by one, if need be with time for what the default does later.
  mutating func removeSettings() {
    for index in best.settings.indices.reversed() {
      for longer in [TimeSpan.zero, .seconds(10)] {
        let isTaken = attempt { scenario in
          scenario.settings.remove(at: index)
          if let ends = scenario.header.ends { scenario.header.ends = Located(ends.value + longer) }
        }
        if isTaken { break }
      }
    }
  }

  /// Drops lines of the setup one by one, and makes both sides one where that is enough.
  mutating func removeSetup() {
    if best.hasForeignDifference { attempt { $0.openAlike() } }
    for index in best.setup.indices.reversed() where index < best.setup.count {
      attempt { $0.setup.remove(at: index) }
    }
    for index in best.setup.indices {
      for form in best.setup[index].value.form.plainer where attempt({ $0.setup[index].value.form = form }) { break }
    }
  }

  /// Tries the plain header: paper mode, the plain broker, seed 0.
  mutating func simplifyHeader() {
    if best.header.seed != 0 { attempt { $0.header.seed = 0 } }
    if best.header.mode == .live {
      attempt { scenario in
        scenario.header.mode = .paper
        scenario.settings.removeAll { [.driftPolicy, .pricePolicy, .reviewFrom].contains($0.value.setting) }
      }
    }
    if best.header.broker.value != "scripted" { attempt { $0.header.broker = Located("scripted") } }
  }
}

extension TimelineLine {
  /// The order that the line places.
  var placedOrder: String? { form.mentions.first { $0.kind == .newOrder }?.name }

  /// The orders that the line names, and what a crash is about.
  var orders: [String] {
    form.mentions.filter { [.newOrder, .order, .subject].contains($0.kind) }.map(\.name)
  }

  /// Whether the line is a fault, not something that a trader or broker does every day.
  var isFault: Bool { type(of: form).traits.contains(.fault) }
}
