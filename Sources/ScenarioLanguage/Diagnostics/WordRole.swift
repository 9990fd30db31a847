import Reconciliation

/// What a word from a closed list stands for; decides how messages speak about it.
enum WordRole {
  case section, headerWord, mode, profile, preset, setting, settingValue(EngineSetting)
  case instrumentWord
  case side, pricing, timeInForce, diskError, storeFile
  case channel, messageKind, query, crashPoint, lie, forwarding
  case passKind, passClock, accountHalf
  case role, level, decision, ticketField, ticketStatus
  case engineState, orderField, orderStatus
  case event, fieldValue(EventField)
  case invariant, finalWord
  /// A keyword of a form.
  case keywords(KeywordGroup)
  /// A word that must stand here.
  case keyword(String)

  /// What is wrong with a word that is not on the list.
  func complaint(about word: String) -> String {
    switch self {
    case .keywords(let group): group.complaint.replacing("%", with: word)
    case .section: "there is no section `\(word)`"
    case .headerWord: "`\(word)` is not something the header can say"
    case .mode: "there is no mode `\(word)`"
    case .profile: "there is no broker profile `\(word)`"
    case .preset: "there is no preset `\(word)`"
    case .setting: "the engine has no setting `\(word)`"
    case .settingValue(let setting): "`\(word)` is not a value of `\(setting.rawValue)`"
    case .instrumentWord: "`\(word)` is not a property of an instrument"
    case .side: "`\(word)` is neither `buy` nor `sell`"
    case .pricing: "`\(word)` is not a way to price an order"
    case .timeInForce: "there is no time in force `\(word)`"
    case .diskError: "`\(word)` is not an error of the disk"
    case .storeFile: "the store has no file `\(word)`"
    case .channel: "there is no channel `\(word)`"
    case .messageKind: "there is no message `\(word)`"
    case .query: "`\(word)` is not a query whose answer can be wrong like this"
    case .crashPoint: "there is no crash point `\(word)`"
    case .lie: "`\(word)` is not something that a message can lie about"
    case .forwarding: "`\(word)` does not say whether the broker gets the request"
    case .passKind: "there is no kind of pass `\(word)`"
    case .passClock: "passes do not come by `\(word)`"
    case .accountHalf: "an account has no half `\(word)`"
    case .role: "there is no role `\(word)`"
    case .level: "there is no level `\(word)`"
    case .decision: "`\(word)` is not something that a person can decide"
    case .ticketField: "a ticket has no field `\(word)`"
    case .ticketStatus: "a ticket is never `\(word)`"
    case .engineState: "the engine is never `\(word)`"
    case .orderField: "an order has no field `\(word)`"
    case .orderStatus: "there is no order status `\(word)`"
    case .event: "there is no event `\(word)`"
    case .fieldValue(let field): "`\(word)` is not a value of the field `\(field.name)`"
    case .invariant: "there is no invariant `\(word)`"
    case .finalWord: "`\(word)` is not something the section `finally` can say"
    case .keyword(let keyword): "`\(word)` stands where `\(keyword)` is needed"
    }
  }

  /// Whether `trueup list` shows the list by its name.
  var isCatalogue: Bool { if case .setting = self { true } else { false } }

  /// Whether the word says who acts.
  var isOfActors: Bool {
    if case .keywords(let group) = self { group.isOfActors } else { false }
  }

  /// What a line can begin with where it begins with a verb, such as `trader place` for `place` and for `buy`; nil if
  /// nobody does that.
  func phrase(with word: String) -> String? {
    guard case .keywords(let group) = self, group.isOfActors else { return nil }
    let verbs = [word] + Suggestion.meanings(of: word)
    var phrases: [String] = []
    for form in LineCatalogue.forms {
      let words = form.words
      guard words.count > 1, verbs.contains(words[1]) else { continue }
      let phrase = words[...1].joined(separator: " ")
      if !phrases.contains(phrase) { phrases.append(phrase) }
    }
    return phrases.isEmpty ? nil : phrases.prefix(3).joined(separator: "` or `")
  }

  /// What the list is called.
  var listName: String {
    switch self {
    case .keywords(let group): group.listName
    case .section: "sections"
    case .headerWord: "header"
    case .mode: "modes"
    case .profile: "profiles"
    case .preset: "presets"
    case .setting: "settings"
    case .settingValue(let setting): "values of \(setting.rawValue)"
    case .instrumentWord: "properties"
    case .side: "sides"
    case .pricing: "pricing"
    case .timeInForce: "times in force"
    case .diskError: "errors"
    case .storeFile: "files"
    case .channel: "channels"
    case .messageKind: "messages"
    case .query: "queries"
    case .crashPoint: "crash points"
    case .lie: "lies"
    case .forwarding: "with the request"
    case .passKind: "kinds of pass"
    case .passClock: "what brings passes"
    case .accountHalf: "halves of an account"
    case .role: "roles"
    case .level: "levels"
    case .decision: "decisions"
    case .ticketField: "fields of a ticket"
    case .ticketStatus: "statuses of a ticket"
    case .engineState: "states"
    case .orderField: "fields of an order"
    case .orderStatus: "statuses"
    case .event: "events"
    case .fieldValue(let field): "values of \(field.name)"
    case .invariant: "invariants"
    case .finalWord: "finally can say"
    case .keyword: "legal here"
    }
  }

  /// What is missing where a line ends too early.
  var missing: String {
    switch self {
    case .keyword(let keyword): "`\(keyword)`"
    case .keywords(let group): group.missing
    case .event: "the name of an event"
    case .crashPoint: "a crash point"
    case .channel: "a channel"
    case .messageKind: "a message"
    case .query: "a query"
    case .lie: "a lie"
    case .passKind: "a kind of pass"
    case .passClock: "what brings the passes"
    case .accountHalf: "`positions` or `balances`"
    case .role: "a role"
    case .level: "a level"
    case .decision: "what is decided"
    case .ticketField: "what must hold, such as `status=open`"
    case .ticketStatus: "a status"
    case .side: "`buy` or `sell`"
    case .pricing: "the pricing of the order"
    case .mode: "a mode"
    case .profile: "a broker profile"
    case .preset: "a preset"
    case .invariant: "an invariant"
    case .orderStatus: "a status"
    case .engineState: "a state of the engine"
    case .timeInForce: "a time in force"
    case .fieldValue(let field): "a value of `\(field.name)`"
    case .settingValue(let setting): "a value of `\(setting.rawValue)`"
    case .setting: "a setting and its value"
    default: "a word"
    }
  }
}
