extension StoreEffect {
  /// At a kill, the first half of what was written and not synced stays.
  public static var tornWrite: StoreEffect {
    var effect = StoreEffect()
    effect.tearsWrites = true
    return effect
  }
}
