using MessagePack;

namespace RayNet.Runtime.Cluster.Tests;

/// <summary>A value that throws when it is read for writing.</summary>
[MessagePackObject]
public sealed class Unwritable(int number)
{
    private readonly int _number = number;

    [Key(0)]
    public int Number => _number > 0 ? throw new InvalidOperationException("I do not want to travel.") : _number;
}
