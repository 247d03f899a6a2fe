using MessagePack;

namespace RayNet.Runtime.Cluster.Tests;

/// <summary>A value that throws when it is built in a worker.</summary>
[MessagePackObject]
public sealed class Unreadable
{
    private static readonly bool IsWorker = System.Reflection.Assembly.GetEntryAssembly() != typeof(Unreadable).Assembly;

    private int _number;

    [Key(0)]
    public int Number
    {
        get => _number;
        set => _number = value == 13 && IsWorker ? throw new InvalidOperationException("I do not want to be 13.") : value;
    }
}
