extension Flag {
  static let bless = Flag(
    name: "--bless", summary: "write what the run gives into golden blocks and `???`, and nothing else")
  static let force = Flag(
    name: "--force", summary: "bless where CI is set, and blocks with changes that are in no commit")
}
