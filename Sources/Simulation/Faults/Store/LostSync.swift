extension StoreEffect {
  /// A sync reports success and keeps nothing.
  public static var loseSync: StoreEffect {
    var effect = StoreEffect()
    effect.losesSync = true
    return effect
  }
}
