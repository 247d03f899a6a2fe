namespace RayNet.Runtime.Cluster.Tests;

/// <summary>Something with holders: an object, or a reference to one.</summary>
internal sealed class CountedCell
{
    private int _holders = 1;

    internal bool IsUnreferenced => _holders == 0;

    internal void AddReference()
    {
        Assert.True(_holders > 0, "what is held again was freed");
        _holders++;
    }

    internal void ReleaseReference()
    {
        Assert.True(_holders > 0, "more is released than was held");
        _holders--;
    }
}
