import Reconciliation
public import Trading

/// The broker's clock is ahead: a request is late before its deadline (Binance, code -1021).
private struct ClockAhead: RequestFault {
  let span: TimeSpan

  func refusal(of request: Request, under promises: BrokerGuarantees, at now: Instant) -> Refusal? {
    promises.honoursDeadlines && now + span > request.deadline ? Refusal(.late) : nil
  }
}

extension WorldAction {
  /// The broker's clock is so far ahead.
  public static func clockAhead(by span: TimeSpan, _ extent: FaultExtent) -> WorldAction {
    WorldAction(HitRequests(effect: ClockAhead(span: span), extent: extent))
  }
}
