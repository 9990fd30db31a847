import Reporting

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Another process that runs this program, or another one, with its standard output to be read.
final class ChildProcess {
  private let identifier: pid_t
  private let descriptor: Int32

  /// Starts this program with other arguments, or another program.
  ///
  /// The environment is handed on, but for `SWIFT_DETERMINISTIC_HASHING`: each process is to draw its own hash seed.
  ///
  /// - Parameters:
  ///   - words: the arguments.
  ///   - program: another program, found as a shell would; nil for this one.
  ///   - isQuiet: whether nobody sees what it says on standard error.
  init(_ words: [String], program: String? = nil, isQuiet: Bool = false) throws(SystemError) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw .last }
    _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
    descriptor = ends[0]

    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
    posix_spawn_file_actions_addclose(&actions, ends[1])
    if isQuiet { posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0) }

    let executable = program ?? ChildProcess.executable
    var arguments = ([executable] + words).map { strdup($0) } + [nil]
    var environment = ChildProcess.environment.map { strdup($0) } + [nil]
    var child = pid_t()
    let result = posix_spawnp(&child, executable, &actions, nil, &arguments, &environment)
    for text in arguments + environment { free(text) }
    posix_spawn_file_actions_destroy(&actions)
    _ = close(ends[1])
    identifier = child
    guard result == 0 else {
      _ = close(ends[0])
      throw SystemError(number: result)
    }
  }

  /// Waits for the end of the process.
  ///
  /// - Returns: What it wrote, line by line, and whether it ended in good order.
  func finish() throws(SystemError) -> (lines: [String], isComplete: Bool) {
    let bytes = try FileReader.bytes(from: descriptor)
    _ = close(descriptor)
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0 {
      guard errno == EINTR else { throw .last }
    }
    let text = String(decoding: bytes, as: UTF8.self)
    return (text.split(separator: "\n").map(String.init), status == 0)
  }

  /// Ends the process without waiting for its result.
  func cancel() {
    kill(identifier, SIGKILL)
    waitpid(identifier, nil, 0)
    _ = close(descriptor)
  }

  /// The program itself, even if the file was replaced since it was started.
  private static var executable: String {
    access("/proc/self/exe", X_OK) == 0 ? "/proc/self/exe" : CommandLine.arguments[0]
  }

  private static var environment: [String] {
    var variables: [String] = []
    var next = environ
    while let variable = next.pointee {
      let text = String(cString: variable)
      if !text.hasPrefix("SWIFT_DETERMINISTIC_HASHING=") { variables.append(text) }
      next += 1
    }
    return variables
  }
}
