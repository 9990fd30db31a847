package import Reconciliation

extension MessageMatch: SlotValue {
  package static var contents: ValueContents? { .name }
  package static var reading: Reading<MessageMatch> {
    Reading(
      "CHANNEL [KIND, ...] [of ORDER]",
      "which messages: a channel, kinds of message (all if the line does not say), and whose order they are about",
      words: MessageKinds.channels.map(\.text)
    ) { parser throws(LineGivenUp) in
      try parser.messageMatch()
    }
  }

  package var text: String {
    var text = channel.text
    if !kinds.isEmpty { text += " \(MessageKinds.text(of: kinds))" }
    return text + (order.map { " of \($0.value)" } ?? "")
  }

  package var mentions: [Mention] { order.map { [Mention(.order, $0.value)] } ?? [] }

  package mutating func rename(_ name: (Mention) -> String) {
    if let old = order?.value { order?.value = name(Mention(.order, old)) }
  }

  /// Matches that hit less: of one kind of message; and without the order once there is one kind, a detail that costs
  /// one more word.
  package var simpler: [MessageMatch] {
    if kinds.count == 1 { return order == nil ? [] : [MessageMatch(channel: channel, kinds: kinds)] }
    let legal: [Word] =
      !kinds.isEmpty
      ? kinds : channel == .stream ? [.fill, .ack, .cancel, .reject, .expire, .replace] : Word.requestKinds
    // A list is not of one order.
    return legal.filter { order == nil || !MessageKinds.snapshotKinds.contains($0) }
      .map { MessageMatch(channel: channel, kinds: [$0], order: order) }
  }
}

/// The kinds of request that a gateway answers; none for all.
package struct RequestKinds: SlotValue, Hashable {
  /// The kinds.
  package var kinds: [Word]

  package init(_ kinds: [Word] = []) { self.kinds = kinds }

  package static var contents: ValueContents? { [] }
  package static var reading: Reading<RequestKinds> {
    Reading(
      "[KIND, ...]", "kinds of request, all if the line does not say",
      words: MessageKinds.spellings(on: .requests)
    ) { parser throws(LineGivenUp) in
      RequestKinds(try parser.messageKinds(on: .requests, isBound: true))
    }
  }

  package var text: String { MessageKinds.text(of: kinds) }
  package var simpler: [RequestKinds] { kinds.count > 1 ? kinds.map { RequestKinds([$0]) } : [] }
}

/// The status with which a gateway answers.
package struct GatewayStatus: SlotValue, Hashable {
  /// The number.
  package var code: Int

  package init(_ code: Int) { self.code = code }

  package static var contents: ValueContents? { [] }
  package static var reading: Reading<GatewayStatus> {
    Reading("STATUS", "a status from 400 to 599") {
      parser throws(LineGivenUp) in
      GatewayStatus(try parser.integer("a status", in: 400...599).value)
    }
  }

  package var text: String { String(code) }
  package var simpler: [GatewayStatus] { code == 503 ? [] : [GatewayStatus(503)] }
}

/// Whether the broker gets a request that a gateway answers.
package enum Forwarding: String, SlotValue, CaseIterable {
  case forwarded, dropped

  package static var contents: ValueContents? { [] }
  package static var reading: Reading<Forwarding> {
    .choice(.forwarding, "forwarded | dropped", "whether the broker gets the request all the same")
  }
  package var text: String { rawValue }
}

extension MessageKinds {
  /// Kinds of message as a file has them; the three queries of a pass as one word.
  static func text(of kinds: [Word]) -> String {
    kinds == snapshotKinds ? snapshot : kinds.map(\.text).joined(separator: ", ")
  }
}

extension CaseParser {
  /// A channel with kinds of message and an order.
  fileprivate mutating func messageMatch() throws(LineGivenUp) -> MessageMatch {
    let carrier = MessageKinds.channels.last { channel in
      current.map { MessageKinds.spellings(on: channel).contains($0.text) } ?? false
    }
    if let carrier, let token = current {
      try fail(.missingChannel(token.text, channel: carrier, verb: form.words.last ?? "", at: token.span))
    }
    let channel = try choice(.channel, of: MessageKinds.channels)
    let kinds = try messageKinds(on: channel.value, isBound: false)
    let order = skip("of") ? try mentionedOrder() : nil
    if let order, let kind = kinds.first, kinds.allSatisfy(MessageKinds.snapshotKinds.contains) {
      try fail(.listOfOne(kind.text, order, at: order.span))
    }
    return MessageMatch(channel: channel.value, kinds: kinds, order: order)
  }

  /// Kinds of message separated by commas, or nothing for all.
  ///
  /// - Parameter isBound: whether the line is about this channel alone.
  fileprivate mutating func messageKinds(on channel: Word, isBound: Bool) throws(LineGivenUp) -> [Word] {
    var kinds: [Word] = []
    let legal = MessageKinds.spellings(on: channel)
    repeat {
      guard let token = current, token.kind == .word else {
        if kinds.isEmpty { return [] }
        _ = try word(.messageKind, of: legal)
        continue
      }
      if legal.contains(token.text) {
        let kind = Word(text: token.text).map { [$0] } ?? MessageKinds.snapshotKinds
        for kind in kinds where kinds.contains(kind) && token.text == kind.text {
          try fail(.saidTwice(token.text, at: token.span, first: lineSpan))
        }
        kinds.append(contentsOf: kind.filter { !kinds.contains($0) })
        advance()
      } else if let elsewhere = MessageKinds.channels.first(where: {
        MessageKinds.spellings(on: $0).contains(token.text)
      }) {
        try fail(
          .wrongChannel(
            token.text, channel: channel, legal: legal, elsewhere: isBound ? nil : elsewhere,
            verb: form.words.last ?? "", at: token.span))
      } else {
        // What may follow the kinds is judged by the caller; a near miss of a kind is judged here.
        let others = (isBound ? [] : ["of"]) + form.followers(of: place, atEnd: ["as", "may-miss"])
        guard kinds.isEmpty, others.contains(token.text) else {
          try fail(.unknown(token.text, as: .messageKind, legal: legal + others, at: token.span))
        }
        return []
      }
    } while skip(.comma)
    return kinds
  }
}
