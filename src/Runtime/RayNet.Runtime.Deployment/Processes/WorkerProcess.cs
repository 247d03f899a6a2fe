namespace RayNet.Runtime.Deployment.Processes;

/// <summary>A worker that was started.</summary>
internal sealed class WorkerProcess(ChildProcess child, string outputFile, string errorFile)
{
    internal int Pid => child.Pid;

    internal ProcessIdentity Identity => child.Identity;

    internal string OutputFile { get; } = outputFile;

    internal string ErrorFile { get; } = errorFile;

    /// <summary>Completes when it has ended.</summary>
    internal Task<ProcessExit> Exited => child.Exited;

    /// <summary>Whether its end was asked for, and so is no news.</summary>
    internal bool IsExpectedToEnd { get; private set; }

    /// <summary>Asks it to end. <see langword="false"/> if it has ended.</summary>
    internal bool Terminate()
    {
        IsExpectedToEnd = true;
        return child.Terminate();
    }

    /// <summary>Ends it and what it has started. <see langword="false"/> if it has ended.</summary>
    internal bool Kill()
    {
        IsExpectedToEnd = true;
        return child.Kill();
    }
}
