/// Guesses what a mistyped word was meant to be.
package enum Suggestion {
  /// The candidate that a word was most likely meant to be, if one is near enough.
  ///
  /// Near enough is a distance of at most a third of the length, and at least 1; a word of fewer than three
  /// letters is never guessed. A synonym that is legal here wins over a near spelling.
  package static func nearest(to word: String, in candidates: some Sequence<String>) -> String? {
    let candidates = Array(candidates.prefix(256))
    for meant in [synonyms[word], verbs[word], sections[word]].compactMap(\.self) {
      if let match = meant.first(where: candidates.contains) { return match }
    }
    let letters = Array(word.unicodeScalars.prefix(65))
    guard letters.count >= 3, letters.count <= 64 else { return nil }
    let limit = max(1, letters.count / 3)
    var best: (candidate: String, distance: Int)?
    for candidate in candidates where candidate != word {
      let distance = distance(from: letters, to: Array(candidate.unicodeScalars), limit: limit)
      if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.candidate
  }

  /// The words that are meant by one that is not of the language.
  package static func meanings(of word: String) -> [String] { synonyms[word] ?? [] }

  /// The number of insertions, deletions, substitutions and swaps of neighbours between two words.
  ///
  /// - Returns: the distance, or more than the limit if it is known to exceed it.
  static func distance(from left: [Unicode.Scalar], to right: [Unicode.Scalar], limit: Int) -> Int {
    guard abs(left.count - right.count) <= limit else { return limit + 1 }
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for (row, letter) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        var distance = min(last[column + 1] + 1, current[column] + 1, last[column] + (letter == other ? 0 : 1))
        if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
          distance = min(distance, beforeLast[column - 1] + 1)
        }
        current.append(distance)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }

  /// Values that people write where the word stands that takes them: `store enospc` for `store fail enospc`.
  private static let verbs: [String: [String]] = [
    "enospc": ["fail"], "eio": ["fail"],
  ]

  /// What people call the sections of a file; some of these words mean something else where no section stands.
  private static let sections: [String: [String]] = [
    "given": ["setup"], "initial": ["setup"], "init": ["setup"], "start": ["setup"], "begin": ["setup"],
    "steps": ["timeline"], "events": ["timeline"], "script": ["timeline"], "when": ["timeline"],
    "then": ["finally"], "end": ["finally"], "check": ["finally"], "checks": ["finally"], "assertions": ["finally"],
    "settings": ["engine"], "config": ["engine"], "configuration": ["engine"], "options": ["engine"],
    "invariants": ["always"], "cases": ["examples"], "parameters": ["examples"], "table": ["examples"],
  ]

  /// What people write who know another tool, and the words that are meant.
  private static let synonyms: [String: [String]] = [
    "type": ["kind"], "category": ["kind"],
    "px": ["price"], "rate": ["price"],
    "quantity": ["qty"], "size": ["qty"], "amount": ["qty"], "volume": ["qty"],
    "remaining": ["leaves"], "average": ["avg"], "state": ["status"], "executed": ["filled"], "cum": ["filled"],
    "instrument": ["symbol"], "sym": ["symbol"], "ccy": ["currency"], "execution": ["exec"], "trade": ["exec"],
    "why": ["reason"], "text": ["note"], "client-id": ["key"],
    "network": ["net"], "connection": ["net"], "connectivity": ["net"], "internet": ["net"], "socket": ["net"],
    "disk": ["store"], "journal": ["store"], "filesystem": ["store"], "storage": ["store"], "database": ["store"],
    "container": ["engine"], "machine": ["engine"], "process": ["engine"], "server": ["engine"], "pod": ["engine"],
    "docker": ["engine"], "host": ["engine"], "bot": ["engine"],
    "human": ["operator"], "person": ["operator"], "support": ["operator"], "user": ["trader"],
    "strategy": ["trader"], "client": ["trader"], "exchange": ["broker"], "venue": ["broker"],
    "eventbus": ["bus"], "event-bus": ["bus"], "queue": ["bus"], "topic": ["bus"],
    "races": ["raced"], "race": ["raced"], "racing": ["raced"],
    "assert": ["expect"], "check": ["expect"], "verify": ["expect"],
    "kill": ["crash"], "die": ["crash"], "stop": ["crash"], "outage": ["cut"], "offline": ["cut"],
    "reboot": ["restart"], "disconnect": ["cut"], "reconnect": ["heal"], "lose": ["drop"],
    "submit": ["place"], "modify": ["replace"], "amend": ["replace"], "execute": ["fill"], "partial": ["fill"],
    "new": ["place"],
    "done": ["filled"], "working": ["open"], "new-order": ["place"], "partially-filled": ["partial"],
    "balance": ["cash", "balance"], "cash": ["balance", "cash"],
    "interventions": ["tickets"], "intervention": ["tickets"],
    "no-space": ["enospc"], "io-error": ["eio"],
    "sweep-every": ["full-interval"], "drift-action": ["drift-policy"], "drift-tolerance": ["tolerance"],
    "confirm-drift": ["drift-confirmations"],
    "discrepancy.found": ["reconciliation.discrepancy"], "discrepancy.resolved": ["reconciliation.resolved"],
    "fill.lost": ["message.lost"], "request.lost": ["message.lost"], "fill.journaled": ["journal.appended"],
    "fill.published": ["order.filled"], "position.adopted": ["position.synced"], "stream.cut": ["stream.lost"],
    "intervention.opened": ["ticket.opened"], "intervention.closed": ["ticket.resolved"],
    "buy": ["place"], "sell": ["place"], "order": ["place"], "all": ["rest"],
    "yes": ["on"], "true": ["on"], "no": ["off"], "false": ["off"], "never": ["off"],
    "disk-full": ["enospc"], "full": ["enospc", "fail"], "error": ["fail"], "alpaca": ["scripted-unique"],
    "kite": ["scripted-tagged"],
    "oanda": ["scripted-late"],
    "rate-limit": ["fail"], "ratelimit": ["fail"], "throttle": ["fail"], "429": ["fail"], "503": ["fail"],
    "resend": ["duplicate"], "resent": ["duplicate"], "replay": ["duplicate"], "repeat": ["duplicate"],
    "down": ["cut", "crash", "fail"], "up": ["heal"], "redeploy": ["restart"], "deploy": ["restart"],
    "start": ["restart"],
    "phone": ["trade"], "manual": ["trade"], "fee": ["adjust"], "fees": ["fee", "adjust"],
    "commission": ["fee", "adjust"], "commissions": ["fees", "fee", "adjust"], "rebate": ["fee"],
    "split": ["adjust"], "liquidate": ["trade"], "liquidates": ["trade"], "liquidation": ["trade"],
    "margin-call": ["trade"], "hide": ["snapshot"], "hides": ["snapshot"], "forget": ["snapshot"],
    "forgets": ["snapshot"], "omit": ["snapshot", "omits"], "hang": ["drop"], "hangs": ["drop"], "freeze": ["drop"],
    "silent": ["drop"], "timeout": ["drop"], "stream-timeout": ["stream-silence"], "heartbeat": ["stream-silence"],
    "delay": ["stall"], "slow": ["stall"], "refuse": ["fail"], "begin": ["start"], "startup": ["start"],
    "boot": ["start", "restart"], "initially": ["start"],
    "backlog": ["bus-backlog"],
    "charge": ["adjust"], "dividend": ["adjust"], "interest": ["adjust"], "close": ["expire"], "session": ["expire"],
    "triggers": ["trigger"], "triggered": ["trigger"],
    "trade-cancel": ["bust"], "unwind": ["bust"], "void": ["bust"], "reverse": ["bust"],
    "trade-correct": ["correct"], "erase": ["wipe"], "delete": ["wipe"], "clear": ["wipe"], "empty": ["wipe"],
    "lose-all": ["wipe"], "doubles": ["repeats"], "duplicates": ["repeats"], "twice": ["repeats"],
    "mkt": ["market"], "lmt": ["limit"], "stp": ["stop"],
    "poll-interval": ["order-interval"], "lost": ["drop"],
    "pnl": ["position"], "profit": ["position"],
    "sweep": ["full", "poll"], "snapshot": ["poll"], "missed-fill": ["missing-order"],
  ]
}
