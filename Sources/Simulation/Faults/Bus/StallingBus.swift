import Reconciliation

extension BusEffect {
  /// An event goes out, and so do those behind it; none is confirmed.
  public static var stall: BusEffect { BusEffect(failure: .timeout, takes: true) }
}
