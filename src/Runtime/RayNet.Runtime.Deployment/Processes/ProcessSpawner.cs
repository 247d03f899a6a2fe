namespace RayNet.Runtime.Deployment.Processes;

/// <summary>Starts processes in the way of the operating system.</summary>
internal static class ProcessSpawner
{
    /// <param name="request">What to start.</param>
    /// <param name="onStarted">Called before anybody can hear of its end.</param>
    /// <param name="onExit">Called when it has ended, on a thread that waits for it.</param>
    /// <exception cref="WorkerCrashedException">It could not be started.</exception>
    internal static ChildProcess Start(SpawnRequest request, Action<ChildProcess>? onStarted = null, Action<ProcessExit>? onExit = null)
    {
        ChildProcess child = OperatingSystem.IsWindows() ? PortableChild.Start(request) : new PosixChild(PosixSpawn.Start(request));
        try
        {
            onStarted?.Invoke(child);
        }
        catch
        {
            // Nobody would know of it.
            child.Kill();
            child.Watch(onExit: null);
            throw;
        }

        child.Watch(onExit);
        return child;
    }
}
