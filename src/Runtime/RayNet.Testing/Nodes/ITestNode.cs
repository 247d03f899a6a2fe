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

    /// <summary>The port of <see cref="Address"/>.</summary>
    int Port => int.Parse(Address.AsSpan(Address.LastIndexOf(':') + 1), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Completes when it has ended, by itself or not.</summary>
    Task Ended { get; }

    /// <summary>Its view of the memory, if it can be changed.</summary>
    PretendedMemory? Memory { get; }

    /// <summary>Its connections, if they can be cut.</summary>
    NodeNetwork? Network { get; }

    /// <summary>Ends it in good order.</summary>
    Task StopAsync();

    /// <summary>Ends it and its workers without a word to anybody.</summary>
    Task KillAsync();
}
