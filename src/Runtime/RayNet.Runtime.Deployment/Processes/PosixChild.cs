using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace RayNet.Runtime.Deployment.Processes;

/// <summary>
/// A child started by <see cref="PosixSpawn"/>. A thread of its own waits for it: that needs neither the thread pool nor the platform's
/// handling of children, and tells a signal from an exit code.
/// </summary>
internal sealed class PosixChild : ChildProcess
{
    private const int IdTypePid = 1;
    private const int WaitExited = 4;
    private const int StackSize = 128 * 1024;

    private static readonly int s_waitNoReap = OperatingSystem.IsMacOS() ? 0x20 : 0x01000000;

    /// <summary>
    /// Starts the waiting threads. Starting a thread waits until it runs, and on a machine that is busy with starting processes that is
    /// milliseconds, which the one who starts a worker does not have to spend.
    /// </summary>
    private static readonly BlockingCollection<PosixChild> Starter = CreateStarter();

    private readonly Lock _gate = new();
    private bool _reaped;

    internal PosixChild(int pid)
        : base(pid)
    {
    }

    internal override bool Terminate() => Signal(Pid, Libc.SigTerm);

    internal override bool Kill() => Signal(-Pid, Libc.SigKill);

    private protected override void Watch() => Starter.Add(this);

    private static BlockingCollection<PosixChild> CreateStarter()
    {
        var children = new BlockingCollection<PosixChild>();
        var starter = new Thread(
            () =>
            {
                foreach (PosixChild child in children.GetConsumingEnumerable())
                {
                    new Thread(child.Wait, StackSize) { IsBackground = true, Name = $"raynet child {child.Pid}" }.UnsafeStart();
                }
            },
            StackSize)
        {
            IsBackground = true,
            Name = "raynet children",
        };
        starter.UnsafeStart();
        return children;
    }

    private bool Signal(int target, int signal)
    {
        lock (_gate)
        {
            // Until it is reaped, its id is its own.
            return !_reaped && Libc.Kill(target, signal) == 0;
        }
    }

    private unsafe void Wait()
    {
        byte* info = stackalloc byte[256];
        while (Libc.WaitId(IdTypePid, Pid, info, WaitExited | s_waitNoReap) < 0 && Marshal.GetLastPInvokeError() == Libc.ErrorInterrupted)
        {
        }

        int status = 0;
        int reaped;
        lock (_gate)
        {
            // What it left in its group would run on without anybody knowing of it.
            _ = Libc.Kill(-Pid, Libc.SigKill);
            while ((reaped = Libc.WaitPid(Pid, out status, 0)) < 0 && Marshal.GetLastPInvokeError() == Libc.ErrorInterrupted)
            {
            }

            _reaped = true;
        }

        Complete(reaped == Pid ? Decode(status) : new ProcessExit(Pid, null, null));
    }

    private ProcessExit Decode(int status)
    {
        int signal = status & 0x7f;
        return signal == 0 ? new ProcessExit(Pid, (status >> 8) & 0xff, null) : new ProcessExit(Pid, null, signal);
    }
}
