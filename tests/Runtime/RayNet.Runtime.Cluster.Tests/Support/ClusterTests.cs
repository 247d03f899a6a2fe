namespace RayNet.Runtime.Cluster.Tests;

/// <summary>Tests on the shared cluster.</summary>
public abstract class ClusterTests(SharedCluster shared) : IDisposable
{
    private readonly List<Gate> _gates = [];

    internal TestCluster Cluster => shared.Cluster;

    /// <summary>Makes the shared cluster that of the test's flow.</summary>
    protected IDisposable Use() => shared.Cluster.Use();

    /// <summary>A gate that closes at the end, so that a failed test leaves nothing stuck.</summary>
    internal Gate NewGate()
    {
        var gate = new Gate();
        _gates.Add(gate);
        return gate;
    }

    public void Dispose()
    {
        _gates.ForEach(static gate => gate.Dispose());
        GC.SuppressFinalize(this);
    }
}
