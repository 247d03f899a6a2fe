namespace RayNet.Runtime.Rpc.Tests.Echo;

/// <summary>A hub that shows how connections behave.</summary>
[RpcHub(typeof(IProbeReceiver), Name = "Probe")]
internal interface IProbeHub : IProbeBase
{
    /// <summary>Remembers what was added, without an answer.</summary>
    void Add(int value);

    /// <summary>Waits for the gate, if it is closed, and returns what was added.</summary>
    Task<int[]> AddedAsync();

    /// <summary>Fails without an answer.</summary>
    void Explode();

    /// <summary>Fails with an error of RayNet.</summary>
    Task FailAsync(int code, string message);

    /// <summary>Pushes numbers to the caller, and then answers.</summary>
    Task<int> CountAsync(int count);

    /// <summary>Pushes numbers to the group.</summary>
    Task BroadcastAsync(int count);

    Task JoinAsync();

    Task LeaveAsync();

    /// <summary>Ends with the connection only.</summary>
    Task WaitAsync(CancellationToken cancellationToken = default);

    ValueTask<ProbeValue?> EchoAsync(ProbeValue? value);

    Task<string> AskAsync(string question);
}
