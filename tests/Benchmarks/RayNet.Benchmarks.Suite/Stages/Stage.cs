namespace RayNet.Benchmarks.Suite.Stages;

/// <summary>A part of a call's way.</summary>
/// <param name="Name">What a table calls it.</param>
/// <param name="Marks">Parts of the names of its methods.</param>
internal sealed record Stage(string Name, params string[] Marks)
{
    internal const string Idle = "idle";
    internal const string Other = "other";

    /// <summary>A reader that sleeps until the other process sends; the call that looks has another name.</summary>
    private const string BlockingReceive = "SocketCalls.Receive(class System.Net.Sockets.Socket,";

    /// <summary>Where a free thread of the pool waits.</summary>
    private const string FreeThread = "PortableThreadPool+WorkerThread.WorkerThreadStart";

    /// <summary>In the order in which they are asked; the innermost frame that one of them knows decides.</summary>
    internal static readonly IReadOnlyList<Stage> All =
    [
        new(Idle, "WaitForSignal", "LowLevelLifoSemaphore", "Monitor.Wait", "WaitHandle.", "WaitForSocketEvents", "Thread.Sleep", "ManualResetEventSlim.Wait", "LowLevelMonitor", "GetQueuedCompletionStatus", "TaskAwaiter.GetResult", "Task.SpinThenBlockingWait", "Thread.Join",
            "SocketAsyncEngine.EventLoop", "PosixChild.Wait", "PidFd.WaitForExit", "Libc.Poll", "SemaphoreSlim.WaitCore", "RingNative.Wait", "RingNative.Poll", "RingWire.WaitForBytes", "RingWire.WaitForRoom", BlockingReceive, "Diagnostics.Tracing"),
        new("look", "SocketCalls.Receive", "BlockingLink.Receive", "RingWire.Receive", "RingWire+Source", "Rings.Ring.Read", "SpinningReceive", "Carrier.Read"),
        new("encrypt", "System.Net.Security", "OpenSsl", "Interop+Ssl", "Interop+Crypto"),
        new("copy", "Buffer.Memmove", "Buffer.BulkMove", "StripedCopy"),
        new("send", "RingWire.", "RingNative.", "Rings.Ring.", "SocketCalls.", "Interop+", "SocketPal", "Sockets.Socket."),
        new("serialize", "Formatter", "MessagePack", "RaySerializer", "WireContext", "CallWriter", "CallReader", "WriteArguments", "ReadArguments", "ReadResult", "WriteResult"),
        new("invoke", "RayNet.Cluster.Benchmarks.Adder", "RayNet.Cluster.Benchmarks.Work"),
        new("schedule", "Lease", "Scheduling", "Runtime.Resources", "Runtime.Policies", "NodeView"),
        new("reply", "OnReply", "PendingCalls", "ObjectCell", "CellState"),
        new("link", "RayNet.Runtime.Transport", "PeerLink", "System.Threading.Lock"),
        new("queue", "Mailbox", "Queue", "RemoteActor", "Execution", "TaskRunner"),
        new("wake", "ThreadPool", "AwaitContinuation", "AsyncTaskMethodBuilder", "AsyncMethodBuilder", "Task.RunContinuations", "Monitor.Pulse", "TaskCompletionSource", "WhenAll", "LinkThreads"),
        new("caller", "RayNet.Cluster.Benchmarks"),
        new("submit", "RayNet."),
    ];

    internal static string Of(StackSample sample)
    {
        if (sample.Frames[0].Contains(FreeThread, StringComparison.Ordinal))
        {
            return Idle;
        }

        foreach (string frame in sample.Frames)
        {
            foreach (Stage stage in All)
            {
                if (stage.Marks.Any(mark => frame.Contains(mark, StringComparison.Ordinal)))
                {
                    return stage.Name;
                }
            }
        }

        return Other;
    }
}
