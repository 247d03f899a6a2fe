using MessagePack;

namespace RayNet.Runtime.Cluster.Tests;

/// <summary>A value that throws when it is built from what arrived.</summary>
[MessagePackObject]
public sealed class Unreadable
{
    private int _number;

    [Key(0)]
    public int Number
    {
        get => _number;
        set => _number = value == 13 ? throw new InvalidOperationException("I do not want to be 13.") : value;
    }

    /// <summary>One that cannot be read anywhere.</summary>
    public static Unreadable Make()
    {
        var made = new Unreadable();
        made._number = 13;
        return made;
    }
}
