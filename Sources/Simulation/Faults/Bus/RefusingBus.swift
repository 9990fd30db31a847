import Reconciliation

extension BusEffect {
  /// An event is refused, and so are those behind it.
  public static var fail: BusEffect { BusEffect(failure: .failed, takes: false) }
}
