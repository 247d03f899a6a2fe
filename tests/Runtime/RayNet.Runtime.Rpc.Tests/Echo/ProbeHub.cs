using RayNet.Runtime.Rpc.Hubs;
using RayNet.Runtime.Rpc.Tests.Support;

namespace RayNet.Runtime.Rpc.Tests.Echo;

internal sealed class ProbeHub(HubCaller<IProbeReceiver> caller, HubHarness harness) : IProbeHub, IAsyncDisposable
{
    private readonly List<int> _added = [];

    internal HubCaller<IProbeReceiver> Caller { get; } = caller;

    internal TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal TaskCompletionSource Disposed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal int[] Seen
    {
        get
        {
            lock (_added)
            {
                return [.. _added];
            }
        }
    }

    public void Add(int value)
    {
        lock (_added)
        {
            _added.Add(value);
        }
    }

    public async Task<int[]> AddedAsync()
    {
        Entered.TrySetResult();
        await Gate.Task;
        return Seen;
    }

    public void Explode() => throw new InvalidOperationException("A secret of the server.");

    public Task FailAsync(int code, string message) => throw new RayException((RayErrorCode)code, message);

    public async Task<int> CountAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            Caller.Receiver.OnNumber(i);
        }

        return count;
    }

    public Task BroadcastAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            harness.Group.All.OnNumber(i);
        }

        return Task.CompletedTask;
    }

    public Task JoinAsync()
    {
        harness.Group.Add(Caller);
        return Task.CompletedTask;
    }

    public Task LeaveAsync()
    {
        harness.Group.Remove(Caller);
        return Task.CompletedTask;
    }

    public Task WaitAsync(CancellationToken cancellationToken = default)
    {
        Entered.TrySetResult();
        return Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
    }

    public ValueTask<ProbeValue?> EchoAsync(ProbeValue? value) => new(value);

    public Task<string> AskAsync(string question) => Caller.Receiver.AnswerAsync(question, Caller.Disconnected);

    public ValueTask<string> InheritedAsync() => new("inherited");

    public ValueTask DisposeAsync()
    {
        Disposed.TrySetResult();
        return default;
    }
}
