public import Trading

extension StoreEffect {
  /// A sync takes so much longer.
  public static func slow(_ span: TimeSpan) -> StoreEffect {
    var effect = StoreEffect()
    effect.syncDelay = span
    return effect
  }
}
