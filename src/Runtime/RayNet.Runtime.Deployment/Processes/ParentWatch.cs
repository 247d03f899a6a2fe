using System.Diagnostics;

namespace RayNet.Runtime.Deployment.Processes;

/// <summary>
/// Ends this process when another one ends, however that ends. The kernel's own signal for it is no help: it comes when the thread ends
/// that started the child, and threads of a pool come and go. So a thread waits on a descriptor of the process.
/// </summary>
internal static class ParentWatch
{
    private const int ExitCode = 70;
    private const int StackSize = 128 * 1024;

    private static readonly TimeSpan MeanwhileInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>How long <c>onEnded</c> may take.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    /// <summary>Begins to watch. If the process has ended already, this one ends.</summary>
    /// <param name="parent">The process to die with.</param>
    /// <param name="onEnded">What to do first, for half a second at most.</param>
    /// <param name="meanwhile">What to do every few seconds: a timer would cost a thread more.</param>
    internal static void Start(ProcessIdentity parent, Action? onEnded = null, Action? meanwhile = null) =>
        new Thread(() => Run(parent, onEnded, meanwhile), StackSize) { IsBackground = true, Name = "raynet parent watch" }.UnsafeStart();

    /// <summary>Blocks until the process has ended.</summary>
    internal static void WaitFor(ProcessIdentity process, Action? meanwhile = null, bool allowDescriptor = true)
    {
        bool isSupported = false;
        using PidFd? descriptor = allowDescriptor ? PidFd.TryOpen(process, out isSupported) : null;
        if (descriptor is null && !isSupported)
        {
            Poll(process, meanwhile);
            return;
        }

        while (descriptor is not null && !descriptor.WaitForExit((int)MeanwhileInterval.TotalMilliseconds))
        {
            meanwhile?.Invoke();
        }
    }

    private static void Poll(ProcessIdentity process, Action? meanwhile)
    {
        using var never = new ManualResetEvent(false);
        for (int i = 1; process.IsRunning; i++)
        {
            never.WaitOne(PollInterval);
            if (i % (MeanwhileInterval / PollInterval) == 0)
            {
                meanwhile?.Invoke();
            }
        }
    }

    private static void Run(ProcessIdentity parent, Action? onEnded, Action? meanwhile)
    {
        WaitFor(parent, meanwhile);
        if (onEnded is not null)
        {
            var last = new Thread(() => onEnded(), StackSize) { IsBackground = true, Name = "raynet last words" };
            last.UnsafeStart();
            last.Join(Grace);
        }

        End();
    }

    /// <summary>At once: whatever the user's code holds up (handlers, finalizers, locks) holds this up no more.</summary>
    private static void End()
    {
        if (OperatingSystem.IsWindows())
        {
            using var self = Process.GetCurrentProcess();
            self.Kill();
            return;
        }

        // With what it has started, if it leads a group of its own.
        if (Libc.GetProcessGroup(0) == Environment.ProcessId)
        {
            _ = Libc.Kill(0, Libc.SigKill);
        }

        Libc.ExitNow(ExitCode);
    }
}
