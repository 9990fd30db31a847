import ScenarioLanguage

extension Shrinker {
  /// Tries milder lines: one message instead of many, shorter, without a jitter, of one kind, the rest of an order.
  mutating func simplifyFaults() {
    for index in best.timeline.indices {
      if best.timeline[index].mayMiss { attempt { $0.timeline[index].mayMiss = false } }
      var changed = true
      while changed {
        changed = false
        for form in best.timeline[index].form.milder where attempt({ $0.timeline[index].form = form }) {
          changed = true
          break
        }
      }
    }
  }
}
