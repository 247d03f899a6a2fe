namespace RayNet.Testing.Nodes;

/// <summary>A running node, wherever it runs.</summary>
internal interface ITestNode : IAsyncDisposable
{
    bool IsHead { get; }

    /// <summary><c>host:port</c>.</summary>
    string Address { get; }

    /// <summary>What another node or a driver joins by.</summary>
    string JoinAddress { get; }

    int ProcessId { get; }

    /// <summary>Its connections, if they can be cut.</summary>
    NodeNetwork? Network { get; }

    /// <summary>Ends it in good order.</summary>
    Task StopAsync();

    /// <summary>Ends it and its workers without a word to anybody.</summary>
    Task KillAsync();
}
