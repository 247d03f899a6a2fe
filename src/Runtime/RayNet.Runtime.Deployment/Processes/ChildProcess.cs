namespace RayNet.Runtime.Deployment.Processes;

/// <summary>A process that this one has started, in a group of its own: what is typed at a terminal does not reach it.</summary>
internal abstract class ChildProcess
{
    private readonly TaskCompletionSource<ProcessExit> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Action<ProcessExit>? _onExit;

    private protected ChildProcess(int pid) => Identity = ProcessIdentity.OfChild(pid);

    internal int Pid => Identity.Pid;

    internal ProcessIdentity Identity { get; }

    /// <summary>Completes when the process has ended.</summary>
    internal Task<ProcessExit> Exited => _exited.Task;

    /// <summary>Begins to wait. Apart from the start, so that nobody is told of the end of a process that he does not have yet.</summary>
    internal void Watch(Action<ProcessExit>? onExit)
    {
        _onExit = onExit;
        Watch();
    }

    /// <summary>Asks the process to end. <see langword="false"/> if it has ended.</summary>
    internal abstract bool Terminate();

    /// <summary>Ends the process and what it has started in its group. <see langword="false"/> if it has ended.</summary>
    internal abstract bool Kill();

    private protected abstract void Watch();

    private protected void Complete(ProcessExit exit)
    {
        // On the thread that saw it: the thread pool may be full of a user's blocked work.
        _onExit?.Invoke(exit);
        _exited.TrySetResult(exit);
    }
}
