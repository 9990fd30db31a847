import Reporting

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

// A pipe that nobody reads and a limit on file sizes become error messages instead of the end of the process.
signal(SIGPIPE, SIG_IGN)
signal(SIGXFSZ, SIG_IGN)
Terminal.occupyStandardDescriptors()
exit(Tool.main().rawValue)
