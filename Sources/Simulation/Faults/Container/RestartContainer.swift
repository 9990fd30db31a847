public import Reconciliation
public import Trading

/// The container is stopped in good order and started again, under other settings if the line has some.
private struct RestartContainer: WorldAct {
  let down: TimeSpan
  let changes: [(setting: EngineSetting, value: SettingValue)]

  var stopsEngine: Bool { true }

  func perform<Engine>(on world: inout World<Engine>, line: UInt32) throws(Impossibility) -> Int? {
    guard world.isRunning else { throw .containerDown }
    world.stop(down: down, line: line)
    if !changes.isEmpty { world.change(changes) }
    return nil
  }
}

extension WorldAction {
  /// The container is stopped in good order and started again; what changes holds from that start on.
  public static func restart(
    down: TimeSpan, changing changes: [(setting: EngineSetting, value: SettingValue)] = []
  ) -> WorldAction {
    WorldAction(RestartContainer(down: down, changes: changes))
  }
}

extension World {
  /// Gives the next engine other settings.
  fileprivate mutating func change(_ changes: [(setting: EngineSetting, value: SettingValue)]) {
    let watched = configuration.engine.streamSilence != nil
    for change in changes { configuration.engine.set(change.setting, to: change.value) }
    let codes = configuration.names.currencies
    configuration.engine.resolveCurrencies { code in
      codes.firstIndex(of: code).map { CurrencyID(index: UInt32($0)) }
    }
    settingChanges += 1
    if !watched, configuration.engine.streamSilence != nil {
      queue.schedule(.heartbeat, at: now + Self.heartbeatInterval)
    }
  }
}
