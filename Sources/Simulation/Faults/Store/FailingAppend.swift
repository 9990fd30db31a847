public import Reconciliation

extension StoreEffect {
  /// An append fails for this reason.
  public static func fail(_ reason: Word) -> StoreEffect {
    var effect = StoreEffect()
    effect.failure = reason
    return effect
  }
}
