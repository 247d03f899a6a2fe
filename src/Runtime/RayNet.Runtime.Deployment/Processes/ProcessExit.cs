namespace RayNet.Runtime.Deployment.Processes;

/// <summary>How a process ended.</summary>
/// <param name="Pid">Its id, which another process may have by now.</param>
/// <param name="ExitCode">What it returned, unless a signal ended it.</param>
/// <param name="Signal">The signal that ended it.</param>
internal readonly record struct ProcessExit(int Pid, int? ExitCode, int? Signal)
{
    internal bool IsSuccess => ExitCode == 0;

    /// <summary>For messages: what it was, and what it usually means.</summary>
    public override string ToString() =>
        (ExitCode, Signal) switch
        {
            (0, _) => "it returned",
            (150, _) => "exit code 150 (if it comes from .NET itself: this machine lacks the runtime that the program asks for)",
            ({ } code, _) => $"exit code {code}",
            (_, 9) => "signal 9 (SIGKILL: somebody killed it, or the machine was out of memory)",
            (_, 6) => "signal 6 (SIGABRT: an unhandled exception, or an assertion of native code)",
            (_, 11) => "signal 11 (SIGSEGV: native code used memory that is not its own)",
            (_, 15) => "signal 15 (SIGTERM: it was asked to end)",
            (_, { } signal) => $"signal {signal}",
            _ => "its exit code is not known",
        };
}
