import Reconciliation
import ScenarioLanguage

extension FaultDrawing {
  static let failRequest = FaultDrawing("fail-request") { generator, index, instant in
    let status = generator.tape.pick(.faultPoint, index, [503, 504, 502, 500, 429, 400])
    let kinds: [[Word]] = [[.place], [.cancel], [.replace], [.query], [.orders, .executions, .account], []]
    let kind = generator.tape.pick(.faultMessage, index, kinds)
    let extent = generator.extent(index)
    let line = NetFail {
      $0.kinds = RequestKinds(kind)
      $0.status = GatewayStatus(status)
      $0.extent = extent
    }
    generator.add(line, at: instant, mayMiss: true)
  }
}
