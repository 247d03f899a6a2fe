namespace RayNet.Testing.TestApp;

/// <summary>An actor that drivers find by its name.</summary>
[Actor]
internal sealed class Keeper
{
    private int _count;

    public int Ask() => 42;

    public int Count() => ++_count;

    public int ProcessId() => Environment.ProcessId;
}
